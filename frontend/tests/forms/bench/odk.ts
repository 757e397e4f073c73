// Here too, so that its bytes are there before the time is taken.
import '@getodk/xforms-engine';
import { answerOdk, odkNodeAt, openedByOdk } from '../odk/engine.ts';
import { odkFacts } from '../odk/facts.ts';
import type { FormOfBoth, Opened } from './measure.ts';

export async function open({ xform }: FormOfBoth): Promise<Opened> {
  const root = await openedByOdk(xform);
  return {
    answering(path, text) {
      const there = odkNodeAt(root, path);
      if (!there) throw new Error(`${path} is not in ODK's instance`);
      return () => answerOdk(there, 'text', text);
    },
    facts: () => odkFacts(root),
  };
}
