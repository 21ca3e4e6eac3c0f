/** The door of `queue/`: what cron's five fields name, and a beat that wakes the program. */
export { openBeat } from './beat.ts';
export { type CronFields, readCron } from './cron.ts';
