import { formatNumber, localeOf } from './format';
import { type Lang, lang } from './language';

/** The plural categories that CLDR gives each language; a message must have every one of them. */
interface Categories {
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
  fr: 'one' | 'many' | 'other';
  en: 'one' | 'other';
}
export type Plural<L extends Lang> = Readonly<Record<Categories[L], string>>;

type Table<L extends Lang> = Readonly<Record<string, string | Plural<L>>>;
type SameKeys<A, L extends Lang> = {
  readonly [K in keyof A]: A[K] extends string ? string : Plural<L>;
};

type Holes<S> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type Fill<H extends string> = { readonly [K in H]: string | number };

/** A word is a string; a message with `{holes}` or plural forms is a function of them. */
type Spoken<V> = V extends string
  ? [Holes<V>] extends [never]
    ? string
    : (fill: Fill<Holes<V>>) => string
  : (fill: { readonly n: number } & Fill<Exclude<Holes<V[keyof V]>, 'n'>>) => string;

export type Spoke<A> = { readonly [K in keyof A]: Spoken<A[K]> };

declare const shape: unique symbol;
/** Words in all languages; `t` speaks them. */
export interface Words<A> {
  readonly tables: Readonly<Record<Lang, Table<Lang>>>;
  readonly [shape]?: A;
}

/**
 * Declares words in the three languages. The Arabic table sets the keys; a key or a plural form that
 * another language lacks does not compile. `{name}` is a hole; `{n}` is the count of a plural.
 */
export function defineWords<const A extends Table<'ar'>>(tables: {
  readonly ar: A;
  readonly fr: SameKeys<NoInfer<A>, 'fr'>;
  readonly en: SameKeys<NoInfer<A>, 'en'>;
}): Words<A> {
  return { tables: tables as unknown as Words<A>['tables'] };
}

const spoken = new WeakMap<object, Record<string, unknown>>();
const rules = new Map<Lang, Intl.PluralRules>();

/** The words in the language of the moment: `t(words).save`, `t(words).places({ n: 12 })`. */
export function t<A>(words: Words<A>): Spoke<A> {
  return speak(words, lang.value);
}

/** The words in a given language, whatever the screens speak. */
export function speak<A>(words: Words<A>, language: Lang): Spoke<A> {
  const table = words.tables[language];
  let ready = spoken.get(table);
  if (!ready) {
    ready = Object.fromEntries(
      Object.entries(table).map(([key, word]) => [key, compile(word, language)]),
    );
    spoken.set(table, ready);
  }
  return ready as Spoke<A>;
}

function compile(word: string | Plural<Lang>, language: Lang): unknown {
  if (typeof word !== 'string') {
    const forms: Readonly<Record<string, string>> = word;
    return (fill: Fill<string> & { n: number }) =>
      pour(bound(forms[categoryOf(fill.n, language)] ?? word.other, language), fill, language);
  }
  const said = bound(word, language);
  return said.includes('{') ? (fill: Fill<string>) => pour(said, fill, language) : said;
}

/** French writes a space inside its quotes and before `: ; ? !`, at which no line may break. */
function bound(text: string, language: Lang): string {
  return language === 'fr' ? text.replace(/(«) | (?=[:;?!»])/g, '$1\u00a0') : text;
}

function categoryOf(n: number, language: Lang): string {
  let rule = rules.get(language);
  if (!rule) {
    rule = new Intl.PluralRules(localeOf(language));
    rules.set(language, rule);
  }
  return rule.select(n);
}

/** Names are isolated (FSI … PDI, the plain-text `<bdi>`): a Latin name must not turn the Arabic around it. */
function pour(message: string, fill: Fill<string>, language: Lang): string {
  return message.replace(/\{(\w+)\}/g, (_, hole: string) => {
    const value = fill[hole];
    return typeof value === 'number' ? formatNumber(value, language) : `\u2068${value}\u2069`;
  });
}
