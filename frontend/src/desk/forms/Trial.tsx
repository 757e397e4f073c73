import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResponsePart } from '../../forms/draft';
import type { CompiledForm } from '../../forms/types';
import { LANGUAGE_NAMES, LANGUAGES, type Lang, lang, t } from '../../i18n';
import type { Told, Trial as Trying } from '../../try/messages';
import { Choices, Pill } from '../../ui';
import { textOf } from '../names';
import { Saved } from './Saved';
import { words } from './trial-words';

interface TrialProps {
  compiled: CompiledForm;
  /** Those that are on at the beginning. */
  modules: readonly string[];
}

/** The form as on the phone: the same questionnaire in a page of its own, which keeps and sends nothing. */
export function Trial({ compiled, modules }: TrialProps) {
  const [on, setOn] = useState([...modules]);
  const [language, setLanguage] = useState<Lang>(lang.value);
  const { frame, saved } = useFrame(compiled, on, language);
  const say = t(words);
  return (
    <section class="trial" aria-label={say.heading}>
      <div class="trial-set">
        <h2>{say.heading}</h2>
        <p class="small soft">{say.note}</p>
        <fieldset class="pills">
          <legend class="hidden">{say.language}</legend>
          {LANGUAGES.map((code) => (
            <Pill key={code} on={language === code} onClick={() => setLanguage(code)}>
              <span lang={code}>{LANGUAGE_NAMES[code]}</span>
            </Pill>
          ))}
        </fieldset>
        {compiled.modules.length > 0 && (
          <Choices
            legend={say.modules}
            values={on}
            onChange={setOn}
            options={compiled.modules.map(({ name, label }) => ({
              value: name,
              label: textOf(label) || name,
            }))}
          />
        )}
      </div>
      <iframe class="trial-phone" ref={frame} src="/try" title={say.frame} />
      <Saved told={saved} />
    </section>
  );
}

/** Tells the page within what to ask, and hears what came of it. */
function useFrame(compiled: CompiledForm, modules: readonly string[], language: Lang) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [saved, setSaved] = useState<ResponsePart | 'nothing' | null>(null);
  const asked = useRef({ compiled, modules, number: 0 });
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<Told>) => {
      if (source !== frame.current?.contentWindow || origin !== location.origin) return;
      if (data.say === 'ready') setReady(true);
      else setSaved(data.say === 'saved' ? data.response : 'nothing');
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (!ready) return;
    const before = asked.current;
    // Another form or other modules begin anew; another language goes on where one is.
    if (before.compiled !== compiled || before.modules !== modules || before.number === 0) {
      asked.current = { compiled, modules, number: before.number + 1 };
      setSaved(null);
    }
    const trial: Trying = { say: 'try', lang: language, ...asked.current };
    frame.current?.contentWindow?.postMessage(trial, location.origin);
  }, [ready, compiled, modules, language]);
  return { frame, saved };
}
