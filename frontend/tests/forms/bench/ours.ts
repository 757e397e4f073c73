import { typedAnswer, withDefaults } from '../../../src/forms/defaults.ts';
import { evaluateDraft, newDraft, withAnswer } from '../../../src/forms/draft.ts';
import { plainPath, prepare } from '../../../src/forms/form.ts';
import type { Context } from '../../../src/forms/types.ts';
import { ourFacts } from '../odk/facts.ts';
import type { FormOfBoth, Opened } from './measure.ts';

/** From the text that the phone holds to all that is asked, calculated and wrong. */
export async function open({ compiled }: FormOfBoth): Promise<Opened> {
  const now = new Date().toISOString();
  const context: Context = { today: now.slice(0, 10), now, lang: 'fr' };
  const form = prepare(JSON.parse(compiled));
  let draft = newDraft(form, [], context);
  let result = evaluateDraft(form, draft, [], context);
  return {
    answering: (path, text) => () => {
      const node = form.nodes.get(plainPath(path));
      const given = withAnswer(draft, path, node ? typedAnswer(node, text) : null);
      draft = withDefaults(form, given, [], context);
      result = evaluateDraft(form, draft, [], context);
    },
    facts: () => ourFacts(result),
  };
}
