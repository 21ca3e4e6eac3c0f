/** A beat that wakes the program at the times of a pattern, also when the clock is set. */
import { schedule } from 'node-cron';

/** A running beat. */
export type Beat = { stop(): void };

/** node-cron tells of times it slept through and of what was thrown; neither belongs on a terminal. */
const SILENT = { info: ignore, warn: ignore, error: ignore, debug: ignore };

/** A clock that differs by more from the one that only goes forward was set, or the machine slept. */
const JUMP_MS = 1000;
const LOOK_EVERY_MS = 1000;
/** So much before a beat the clock is looked at once more. */
const AHEAD_MS = 20;

/**
 * Calls `wake` at the times of a pattern (five fields, or six with seconds first) in UTC, and when the clock was set. It
 * only wakes: what is due has to be asked of the clock. A beat that finds the last `wake` still at work is left out, and
 * what it throws is dropped.
 *
 * node-cron alone does not stand a clock that is set: set back, it sleeps until the old time comes again; set forward, it
 * walks through every beat in between (80 microseconds each: minutes for a year) before anything else runs. So its task is
 * begun anew as soon as the clock has jumped, and the last look is just before each beat.
 */
export function openBeat(pattern: string, wake: () => unknown): Beat {
  let isBusy = false;
  let [task, gap] = begin();
  let guard = setTimeout(look, untilLook());
  return {
    stop() {
      clearTimeout(guard);
      void task.destroy();
    },
  };

  function begin() {
    const options = { timezone: 'UTC', logger: SILENT, suppressMissedWarning: true };
    return [schedule(pattern, beat, options), clockGap()] as const;
  }

  function look(): void {
    if (Math.abs(clockGap() - gap) > JUMP_MS) {
      void task.destroy();
      [task, gap] = begin();
      void beat();
    }
    guard = setTimeout(look, untilLook());
  }

  function untilLook(): number {
    const ahead = (task.msToNext() ?? 0) - AHEAD_MS;
    return ahead > AHEAD_MS ? Math.min(LOOK_EVERY_MS, ahead) : 5 * AHEAD_MS;
  }

  async function beat(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      await wake();
    } catch {
      // Whoever is woken tells of its own faults.
    } finally {
      isBusy = false;
    }
  }
}

/** How far the clock is from the one that nobody sets. */
function clockGap(): number {
  return Date.now() - performance.now();
}

function ignore(): void {}
