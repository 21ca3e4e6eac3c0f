/** What html-validate finds wrong in a page. */
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'void-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    // Addresses are absolute paths of our own server.
    'require-sri': 'off',
    // Ticks of one group have one name; so have buttons that say different things in it.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
  },
});

/** Line, rule and message of each mistake. */
export async function findMistakes(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
}
