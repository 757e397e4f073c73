import { afterEach, describe, expect, it } from 'vitest';
import { questionsAsked } from '../../src/desk/forms/count';
import { changesBetween, fieldsIn, KINDS } from '../../src/desk/kinds';
import { questionsOf } from '../../src/desk/kinds/survey/questions';
import type { EntryDetail } from '../../src/desk/types';
import type { CompiledForm } from '../../src/forms/types';
import { lang } from '../../src/i18n';

const FORM: CompiledForm = {
  form_id: 'bees',
  version: '3',
  title: { ar: 'النحل' },
  languages: ['ar', 'fr'],
  default_language: 'ar',
  modules: [{ name: 'honey', label: { ar: 'العسل' } }],
  max_bytes: 1000,
  texts: {
    ar: ['كم خلية؟', 'ما نوعها؟', ['وزن ', ['path', '/data/x'], ' ؟']],
    fr: ['Combien de ruches ?', null, null],
  },
  choices: { hive: [{ name: 'clay', label: { ar: 'طين', fr: 'argile' } }] },
  nodes: [
    { path: '/data/count', type: 'integer', label: 0 },
    {
      path: '/data/hive',
      type: 'repeat',
      children: [
        { path: '/data/hive/type', type: 'select_one', label: 1, choices: 'hive' },
        { path: '/data/hive/kg', type: 'integer', label: 2, module: 'honey', sensitive: true },
      ],
    },
    { path: '/data/sum', type: 'calculate' },
  ],
};

const survey = (form: CompiledForm | null) =>
  ({ kind: 'survey', title: {}, form }) as unknown as EntryDetail;
const body = (answers: object, more = {}) => ({ outcome: 'completed', answers, ...more });

afterEach(() => {
  lang.value = 'ar';
});

describe('a survey at the desk (SV1)', () => {
  it('is read by its paths where its form is not there', () => {
    const fields = fieldsIn(survey(null), body({ '/data/count': 3 }));
    expect(fields).toEqual([{ path: '/data/count', label: '/data/count', value: '3' }]);
  });

  it('stands in the order of the form, not of the answers, and leaves out what was computed', () => {
    const answers = { '/data/sum': 9, '/data/hive[2]/type': 'clay', '/data/count': 3 };
    const fields = fieldsIn(survey(FORM), body(answers));
    expect(fields.map(({ path }) => path)).toEqual(['/data/count', '/data/hive[2]/type']);
  });

  it('speaks the language of the reader, and the form’s own where that has no words', () => {
    lang.value = 'fr';
    const fields = fieldsIn(survey(FORM), body({ '/data/count': 3, '/data/hive[1]/type': 'clay' }));
    expect(fields.map(({ label, value }) => [label, value])).toEqual([
      ['Combien de ruches ?', '3'],
      ['ما نوعها؟', 'argile'],
    ]);
  });

  it('shows a refusal as an answer of its own', () => {
    const fields = fieldsIn(survey(FORM), body({}, { status: { '/data/count': 'refused' } }));
    expect(fields).toHaveLength(1);
    expect(fields[0]?.value).not.toBe('refused');
  });

  it('says first that somebody did not take part', () => {
    const [first] = fieldsIn(survey(FORM), body({ '/data/count': 3 }, { outcome: 'refused' }));
    expect(first?.path).toBe('');
  });

  it('marks what is sensitive, in whichever group', () => {
    const questions = questionsOf(FORM);
    expect(questions.get('/data/hive/kg')?.sensitive).toBe(true);
    expect(questions.get('/data/count')?.sensitive).toBe(false);
  });

  it('counts the questions of the modules that are on (SV5)', () => {
    expect(questionsAsked(FORM, [])).toBe(2);
    expect(questionsAsked(FORM, ['honey'])).toBe(3);
  });
});

describe('what changed', () => {
  const field = (path: string, value: string) => ({ path, label: path, value });

  it('is nothing between equal bodies', () => {
    expect(changesBetween([field('a', '1')], [field('a', '1')])).toEqual([]);
  });

  it('is what was altered, added and taken away', () => {
    const before = [field('a', '12'), field('b', '1')];
    const after = [field('a', '2'), field('c', '7')];
    expect(
      changesBetween(before, after).map(({ path, before, after }) => [path, before, after]),
    ).toEqual([
      ['a', '12', '2'],
      ['c', '', '7'],
      ['b', '1', ''],
    ]);
  });
});

describe('a kind', () => {
  it('that the desk does not know yet is shown as it came, never hidden', () => {
    const entry = { kind: 'attendance', title: {} } as EntryDetail;
    expect(fieldsIn(entry, { session: 's1' })).toEqual([
      { path: 'session', label: 'session', value: 's1' },
    ]);
  });

  it.each(Object.entries(KINDS))('%s has a name and reads an empty body', (_, kind) => {
    expect(kind.name()).not.toBe('');
    expect(kind.fields({ outcome: 'completed' }, { title: {} })).toBeInstanceOf(Array);
  });
});

describe('a photo at the desk (ME6)', () => {
  const photo = (digit: string) => ({
    sha256: digit.repeat(64),
    type: 'image/webp',
    bytes: 57_400,
  });
  const trader = { kind: 'trader', title: {} } as unknown as EntryDetail;

  it('is said in words, not by the digits of its digest', () => {
    lang.value = 'fr';
    const [field] = fieldsIn(trader, { photo: photo('7') });
    expect(field).toMatchObject({ label: 'Photo de l’étal', value: 'une photo, 57 ko' });
  });

  it('shows as changed where another of the same size stands in its place', () => {
    const [before, after] = ['7', 'a'].map((d) => fieldsIn(trader, { photo: photo(d) }));
    expect(changesBetween(before ?? [], after ?? [])).toHaveLength(1);
    expect(changesBetween(before ?? [], before ?? [])).toEqual([]);
  });

  it('is said so too where a form asked for it, and a refusal of it is a refusal', () => {
    lang.value = 'fr';
    const form: CompiledForm = {
      ...FORM,
      nodes: [{ path: '/data/stall', type: 'image', label: 0 }],
    };
    const taken = body({ '/data/stall': '7'.repeat(64) }, { photo: photo('7') });
    expect(fieldsIn(survey(form), taken)[0]?.value).toBe('une photo, 57 ko');
    const refused = body({}, { status: { '/data/stall': 'refused' } });
    expect(fieldsIn(survey(form), refused)[0]?.value).toBe('refus de répondre');
  });
});
