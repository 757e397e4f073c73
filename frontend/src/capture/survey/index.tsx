import { evaluate } from '../../forms/evaluate';
import { isSensitive } from '../../forms/form';
import { answerWords, textOf } from '../../forms/text';
import { lang, t } from '../../i18n';
import type { Field, Kind } from '../kind';
import { subjectName } from '../named';
import { SurveyMend } from './Form';
import { formOf } from './form-of';
import type { SurveyBody } from './interview';
import { words } from './words';

/** Responses to the forms that the coach has published. */
export const survey: Kind = {
  code: 'survey',
  icon: 'form',
  title: ({ body }) => {
    const say = t(words);
    const { outcome } = body as SurveyBody;
    if (outcome === 'refused') return say.refused;
    return outcome === 'stopped' ? say.stopped : say.title;
  },
  begun: () => t(words).title,
  about: ({ subject }) =>
    subject.stall_id || subject.trader_id ? subjectName(subject) : t(words).nameless,
  fields: ({ body, rev }) => (body.form_id ? answersOf(body as SurveyBody, rev > 0) : []),
  Mend: SurveyMend,
};

/**
 * What was asked and answered, in the words of the form; none where its version is not here.
 * @param sent the server has it: from then on sensitive answers are masked (SV6)
 */
function answersOf(body: SurveyBody, sent: boolean): readonly Field[] {
  const form = formOf(body.form_id, body.form_version);
  if (!form) return [];
  const say = t(words);
  const { answers, status = {}, modules, started_at, ended_at } = body;
  const context = { today: started_at.slice(0, 10), now: ended_at, lang: lang.value };
  const { questions } = evaluate(form, answers, modules, context, status);
  const said = { dont_know: say.dont_know, refused: say.refused_answer, unknown: say.unknown };
  return questions.flatMap(({ node, path, scope }): Field[] => {
    const answer = answers[path];
    const told = status[path];
    const words = answer !== undefined && answerWords({ node, scope }, answer, lang.value);
    const value = told ? said[told] : words;
    if (!value) return [];
    const name = textOf(scope, node.source.label, lang.value);
    return [{ path, name, value: sent && isSensitive(node) ? say.masked : value }];
  });
}
