import { useState } from 'preact/hooks';
import type { Comment } from '../../entries/types';
import { t } from '../../i18n';
import { Button, classes, Kbd, Pill, Press, SelectField, Sheet, TextField } from '../../ui';
import { PHRASES, type Phrase, phraseText } from './phrases';
import {
  approvesRest,
  draftComments,
  EMPTY_DRAFT,
  type ReturnDraft,
  withPhrase,
} from './return-draft';
import { useKeys } from './useKeys';
import { Ways } from './Ways';
import { wayWords } from './way-words';
import { words } from './words';

interface ReturnFormProps {
  draft: ReturnDraft;
  onDraft: (draft: ReturnDraft) => void;
  fields: readonly { path: string; label: string }[];
  /** Paths that stand ready as chips. */
  suggested: readonly string[];
  /** Of each answer of a survey, whether it can be asked for on another day. */
  again: ReadonlyMap<string, 'possible' | 'period_over'>;
  onSend: () => void;
  /** Whether 1–8 pick a phrase. */
  keys?: boolean;
}

/** The field, the phrase, a word of one's own. */
export function ReturnForm(props: ReturnFormProps) {
  const { draft, onDraft, fields, suggested, again, onSend, keys } = props;
  const say = t(words);
  const pick = (phrase: Phrase) => onDraft(withPhrase(draft, phrase));
  useKeys((shortcut) => {
    const phrase = typeof shortcut === 'number' ? PHRASES[shortcut - 1] : undefined;
    if (!keys || !phrase) return false;
    pick(phrase);
    return true;
  });
  return (
    <section class="return" id="return">
      <h2 tabIndex={-1}>{say.return_title}</h2>
      <div class="told-how">
        <FieldChips draft={draft} onDraft={onDraft} fields={fields} suggested={suggested} />
        <Ways draft={draft} onDraft={onDraft} fields={fields} again={again} />
        <Phrases draft={draft} onPick={pick} kbd={keys === true} />
      </div>
      <OwnWords draft={draft} onDraft={onDraft} />
      <Button onClick={onSend}>
        {approvesRest(draft) ? t(wayWords).approve_rest : say.send_return}
      </Button>
    </section>
  );
}

function FieldChips({
  draft,
  onDraft,
  fields,
  suggested,
}: Omit<ReturnFormProps, 'onSend' | 'keys' | 'again'>) {
  const say = t(words);
  const labels = new Map(fields.map(({ path, label }) => [path, label]));
  const chips = [...new Set([...suggested, ...draft.paths])].filter((path) => labels.has(path));
  const others = fields.filter(({ path }) => !chips.includes(path) && path !== '');
  const set = (paths: readonly string[]) => onDraft({ ...draft, paths, asked: false });
  const toggle = (path: string) =>
    set(
      draft.paths.includes(path) ? draft.paths.filter((p) => p !== path) : [...draft.paths, path],
    );
  return (
    <div class="chips">
      <Pill on={draft.paths.length === 0} onClick={() => set([])}>
        {say.whole}
      </Pill>
      {chips.map((path) => (
        <Pill key={path} on={draft.paths.includes(path)} onClick={() => toggle(path)}>
          {labels.get(path)}
        </Pill>
      ))}
      {others.length > 0 && (
        <SelectField
          label={say.other_field}
          labelHidden
          value=""
          onChange={(path) => path && toggle(path)}
          options={[
            { value: '', label: say.other_field },
            ...others.map(({ path, label }) => ({ value: path, label })),
          ]}
        />
      )}
    </div>
  );
}

interface PhrasesProps {
  draft: ReturnDraft;
  onPick: (phrase: Phrase) => void;
  kbd: boolean;
}

function Phrases({ draft, onPick, kbd }: PhrasesProps) {
  return (
    <fieldset class="phrases">
      <legend class="hidden">{t(words).phrases}</legend>
      {PHRASES.map((phrase, index) => (
        <Press
          key={phrase}
          class={classes('phr', draft.phrase === phrase && 'on')}
          pressed={draft.phrase === phrase}
          onClick={() => onPick(phrase)}
        >
          <span>{phraseText(phrase)}</span>
          {kbd && <Kbd>{index + 1}</Kbd>}
        </Press>
      ))}
    </fieldset>
  );
}

function OwnWords({ draft, onDraft }: Pick<ReturnFormProps, 'draft' | 'onDraft'>) {
  const say = t(words);
  return (
    <TextField
      label={say.own_words}
      value={draft.own}
      onInput={(own) => onDraft({ ...draft, own, asked: false })}
      lines={2}
      maxLength={500}
      error={draft.asked && draftComments(draft).length === 0 ? say.need_words : undefined}
    />
  );
}

interface ReturnSheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  onSend: (comments: Comment[]) => void;
}

/** The same words for several entries: a phrase and one's own, on each of them as a whole. */
export function ReturnSheet({ open, title, onClose, onSend }: ReturnSheetProps) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const say = t(words);
  const send = () => {
    const comments = draftComments(draft);
    if (comments.length === 0) return setDraft({ ...draft, asked: true });
    setDraft(EMPTY_DRAFT);
    onSend(comments);
  };
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      foot={
        <Button kind="main" onClick={send}>
          {say.send_return}
        </Button>
      }
    >
      <Phrases draft={draft} onPick={(phrase) => setDraft(withPhrase(draft, phrase))} kbd={false} />
      <OwnWords draft={draft} onDraft={setDraft} />
    </Sheet>
  );
}
