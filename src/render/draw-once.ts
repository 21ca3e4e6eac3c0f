/** A fact over time is drawn once in a rendering, however many stories tell it. */
import type { Section, Track } from '../model.ts';

/** The sections with each track under the first story that has it; the same fact with other points is another track. */
export function drawTracksOnce(sections: readonly Section[]): readonly Section[] {
  const drawn = new Set<string>();
  const isNew = (track: Track) => {
    const key = JSON.stringify([track.factKey, track.points]);
    return !drawn.has(key) && drawn.add(key);
  };
  return sections.map((section) => ({
    ...section,
    stories: section.stories.map((story) => ({ ...story, tracks: story.tracks.filter(isNew) })),
  }));
}
