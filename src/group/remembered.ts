/** Answers that are asked for again and again: outlets repeat their nouns and places. */

const MOST_REMEMBERED = 4096;

/** A function of short phrases that remembers its last answers, up to a number. */
export function remembered(read: (phrase: string) => string): (phrase: string) => string {
  const answers = new Map<string, string>();
  return (phrase) => {
    const known = answers.get(phrase);
    if (known !== undefined) return known;
    const answer = read(phrase);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(phrase, answer);
    return answer;
  };
}
