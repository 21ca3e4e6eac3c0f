import { AppFault } from '../app-fault.ts';

/** While an edition was being made another one of its digest was approved, which may tell the same: it is made again. */
export class ToldChanged extends AppFault {
  constructor(edition: number) {
    super(
      `edition ${edition}: other editions of its digest were approved while it was being made.`,
      'It is made again by itself, with what they have not told.',
      false,
    );
  }
}
