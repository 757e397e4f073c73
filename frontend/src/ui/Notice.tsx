import { t } from '../i18n';
import { Icon, type IconName } from './Icon';
import { Plan } from './Plan';
import type { Children } from './types';
import { words } from './words';

interface BannerProps {
  tone?: 'plain' | 'waiting' | 'received' | 'returned' | 'fix' | 'approved' | undefined;
  icon: IconName;
  /** Said before a screen reader goes on, for what has just changed. */
  live?: boolean | undefined;
  children: Children;
  second?: Children | undefined;
  /** A small button. */
  action?: Children | undefined;
}

/** A strip that says one thing about the whole screen: offline at the desk, a new version, a full phone. */
export function Banner({ tone = 'plain', icon, live, children, second, action }: BannerProps) {
  return (
    <div class={`banner ${tone}`} role={live ? 'status' : undefined}>
      <Icon name={icon} />
      <div class="main">
        <p class="text">{children}</p>
        {second && <p class="small soft">{second}</p>}
      </div>
      {action}
    </div>
  );
}

interface ErrorNoteProps {
  /** What happened, in words of the field. */
  what: Children;
  /** What to do now. */
  todo?: Children | undefined;
  /** The stable code, for who helps from afar. */
  code?: string | undefined;
  /** Instead of «nothing is lost», where something is; say what. */
  lost?: Children | undefined;
  action?: Children | undefined;
}

/** An error says first whether anything is lost, then what happened and what to do; the code is small. */
export function ErrorNote({ what, todo, code, lost, action }: ErrorNoteProps) {
  const say = t(words);
  return (
    <div class="error" role="alert">
      {lost ? (
        <p class="st fix">
          <Icon name="fix" />
          <span>{lost}</span>
        </p>
      ) : (
        <p class="kept">
          <Icon name="check" />
          <span>{say.nothing_lost}</span>
        </p>
      )}
      <p class="strong">{what}</p>
      {todo && <p>{todo}</p>}
      {code && <p class="code">{say.code({ code })}</p>}
      {action}
    </div>
  );
}

interface EmptyProps {
  children: Children;
  action?: Children;
  /** `present` where nothing is left because all is done. */
  look?: 'dashed' | 'present';
}

/** Nothing here: dashed places, one sentence, one action. */
export function Empty({ children, action, look = 'dashed' }: EmptyProps) {
  return (
    <div class="empty">
      <Plan places={Array.from({ length: 15 }, () => look)} label="" />
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Where text will be; nothing is drawn for the first 400 ms. */
export function Loading({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <div class="lines" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  );
}

/** Words to be read out to the person in front. */
export function ReadAloud({ children }: { children: Children }) {
  return <div class="read">{children}</div>;
}

interface QuoteProps {
  /** Who said it, about which field. */
  from: Children;
  children: Children;
}

/** The coach's words, at the field they are about. */
export function Quote({ from, children }: QuoteProps) {
  return (
    <div class="quote">
      <p class="mini">{from}</p>
      <p class="small">{children}</p>
    </div>
  );
}

interface VerdictProps {
  title: Children;
  second?: Children | undefined;
  /** A `<StateLabel>` or `<Icon>` above the sentence. */
  sign?: Children | undefined;
}

/** What the screen has found, in one sentence above its reasons. */
export function Verdict({ title, second, sign }: VerdictProps) {
  return (
    <div class="verdict">
      {sign && <span class="sign">{sign}</span>}
      <p class="q">{title}</p>
      {second && <p class="small soft">{second}</p>}
    </div>
  );
}

/** Names with their values, a line each. */
export function Facts({ facts }: { facts: readonly { name: Children; value: Children }[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, value }, index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
