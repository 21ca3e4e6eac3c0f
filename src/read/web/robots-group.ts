/**
 * The lines of robots.txt that are meant for us (RFC 9309, 2.2.1). The package that reads the rules would copy each rule
 * for each robot named before it, which a large file with thousands of names makes endless.
 */

const RULES: ReadonlySet<string> = new Set(['allow', 'disallow', 'crawl-delay']);

/**
 * Characters of rules with a star in them; trying them costs their number times the length of the path. Files that people
 * wrote have a few hundred. What is beyond counts for nothing, as what is beyond the size of the file.
 */
const STARRED = 10_000;

/** The rules for the robot with this product token, from all groups that name it; else those for `*`. */
export function rulesFor(token: string, text: string): readonly string[] {
  const own: string[] = [];
  const everybody: string[] = [];
  let [isNamed, namesUs, namesAll, isRulesPart] = [false, false, false, false];
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u)) {
    const [key, value] = recordOf(line);
    if (key === 'user-agent') {
      // The first name after rules begins a new group.
      if (isRulesPart) [namesUs, namesAll, isRulesPart] = [false, false, false];
      namesUs ||= productToken(value) === token.toLowerCase();
      namesAll ||= value === '*';
      isNamed ||= namesUs;
    } else if (RULES.has(key)) {
      isRulesPart = true;
      if (namesUs) own.push(`${key}: ${value}`);
      if (namesAll) everybody.push(`${key}: ${value}`);
    }
  }
  return affordable(isNamed ? own : everybody);
}

function affordable(rules: readonly string[]): readonly string[] {
  let starred = 0;
  return rules.filter((rule) => {
    if (!rule.includes('*')) return true;
    starred += rule.length;
    return starred <= STARRED;
  });
}

/** `Mujaz` of `Mujaz/0.1 (+https://...)`; in lower case, as they are compared. */
export function productToken(userAgent: string): string {
  return (userAgent.split(/[/\s]/u, 1)[0] ?? '').toLowerCase();
}

function recordOf(line: string): readonly [key: string, value: string] {
  const text = line.split('#', 1)[0] ?? '';
  const colon = text.indexOf(':');
  return colon < 0 ? ['', ''] : [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()];
}
