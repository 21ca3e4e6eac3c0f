/** Counts within an hour, in memory: what was counted can be given back. */

/** In milliseconds. */
export const HOUR_MS = 3_600_000;
/** Keys that are held at a time; when there are as many, the older half is forgotten. */
const MAX_KEYS = 50_000;
/** Between two searches for hours that are over. */
const SWEEP_MS = 60_000;

type Hour = { count: number; readonly endsAt: number };

/** Counts by key; a key's hour begins with the first that is counted. */
export type HourlyCount = {
  /** Counts one more and gives null, or gives the seconds until the hour is over when `max` has been reached. */
  take(key: string): number | null;
  /** As if the last one had not been counted. */
  giveBack(key: string): void;
};

/** An empty count; `now` in milliseconds of a clock that never goes back. */
export function makeHourlyCount(max: number, now: () => number = () => performance.now()): HourlyCount {
  /** In the order in which their hours end. */
  const hours = new Map<string, Hour>();
  let sweptAt = now();

  return {
    take(key) {
      const at = now();
      makeRoom(at);
      const hour = openHour(key, at);
      if (hour.count >= max) return Math.ceil((hour.endsAt - at) / 1000);
      hour.count += 1;
      hours.set(key, hour);
      return null;
    },
    giveBack(key) {
      const hour = hours.get(key);
      if (!hour) return;
      hour.count -= 1;
      if (hour.count <= 0) hours.delete(key);
    },
  };

  function openHour(key: string, at: number): Hour {
    const hour = hours.get(key);
    if (hour && hour.endsAt > at) return hour;
    hours.delete(key);
    return { count: 0, endsAt: at + HOUR_MS };
  }

  /** Many at once and seldom: a map is slow to find its first key when others were removed before it. */
  function makeRoom(at: number): void {
    if (hours.size < MAX_KEYS && at - sweptAt < SWEEP_MS) return;
    sweptAt = at;
    let surplus = hours.size < MAX_KEYS ? 0 : MAX_KEYS / 2;
    for (const [key, { endsAt }] of hours) {
      if (endsAt > at && surplus <= 0) return;
      hours.delete(key);
      surplus -= 1;
    }
  }
}
