import { useRef, useState } from 'preact/hooks';
import { API } from '../../constants';
import { t } from '../../i18n';
import { Banner, Button, type Children, ErrorNote } from '../../ui';
import type { Problem } from '../http';
import { newId } from '../ids';
import { ProblemNote, useAction, useLoad } from '../load';
import { Page } from '../Page';
import { applyImport, previewImport, readImports, undoImport } from './calls';
import { FaultTable } from './FaultTable';
import { reasonText } from './faults';
import { counted, History } from './History';
import type { Imported, Preview, Said } from './types';
import { Understood } from './Understood';
import { words } from './words';
import './intake.css';

/** A file that is being looked at. Its id is made with it, so that pressing twice imports once. */
interface Chosen {
  readonly id: string;
  readonly file: File;
  readonly said: Said;
  readonly preview: Preview | null;
}

/** A list that the commune has: choose, see what was understood, mend, import. */
export function Intake() {
  const say = t(words);
  const history = useLoad(readImports, 'imports');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [done, setDone] = useState<Imported | null>(null);
  const [undone, setUndone] = useState<Imported | null>(null);
  const { run, busy, problem } = useAction();
  const look = (file: File, said: Said) => {
    setDone(null);
    setUndone(null);
    const next = { id: newId(), file, said };
    run(async () => {
      setChosen({ ...next, preview: chosen?.file === file ? chosen.preview : null });
      setChosen({ ...next, preview: await previewImport(file, said) });
    });
  };
  const bringIn = ({ id, file, said, preview }: Chosen) =>
    run(async () => {
      setDone(await applyImport(id, file, said, preview?.digest ?? ''));
      setChosen(null);
      history.reload();
    });
  const takeBack = (imported: Imported) =>
    run(async () => {
      setDone(null);
      setUndone(await undoImport(imported.import_id));
      history.reload();
    });
  const preview = chosen?.preview ?? null;
  const ready = preview !== null && preview.errors === 0 && isNew(preview);
  return (
    <Page
      title={titleOf(preview)}
      second={preview ? noteOf(preview) : say.note}
      aside={
        chosen && (
          <>
            <ChooseFile busy={busy} main={!ready} onFile={(file) => look(file, NOTHING_SAID)}>
              {say.choose_other}
            </ChooseFile>
            {ready && chosen && (
              <Button kind="main" icon="check" busy={busy} onClick={() => bringIn(chosen)}>
                {busy ? say.importing : say.import}
              </Button>
            )}
          </>
        )
      }
    >
      {done && (
        <Banner tone="approved" icon="approved" live second={say.phones}>
          {say.added(counted(done))}
        </Banner>
      )}
      {undone && (
        <Banner icon="undo" live>
          {say.undone_text({ file: undone.file_name })}
        </Banner>
      )}
      {problem && <Refusal problem={problem} />}
      {preview && chosen ? (
        <>
          {ready && (
            <Banner icon="info" second={known(preview)}>
              {say.not_asked}
            </Banner>
          )}
          <FaultTable preview={preview} />
          <Understood
            preview={preview}
            said={chosen.said}
            onSay={(said) => look(chosen.file, said)}
          />
        </>
      ) : (
        <>
          <Steps>
            <ChooseFile busy={busy} main onFile={(file) => look(file, NOTHING_SAID)}>
              {busy ? say.reading : say.choose}
            </ChooseFile>
          </Steps>
          <History imports={history.data ?? []} busy={busy} onUndo={takeBack} />
        </>
      )}
    </Page>
  );
}

const NOTHING_SAID: Said = { columns: {} };

function isNew({ places, traders }: Preview): boolean {
  return places.new + traders.new > 0;
}

function titleOf(preview: Preview | null): string {
  const say = t(words);
  if (!preview) return say.title;
  if (preview.errors > 0) return say.to_mend({ n: preview.errors });
  if (!isNew(preview)) return say.nothing_new;
  return say.to_add(counted({ places: preview.places.new, traders: preview.traders.new }));
}

function noteOf(preview: Preview): string {
  const say = t(words);
  if (preview.errors > 0) return say.mend_note;
  return isNew(preview) ? say.note : say.nothing_new_note;
}

function known({ places, traders }: Preview): string | undefined {
  if (places.known + traders.known === 0) return undefined;
  return t(words).known(counted({ places: places.known, traders: traders.known }));
}

function Refusal({ problem }: { problem: Problem }) {
  if (problem.code !== 'import_unreadable') return <ProblemNote problem={problem} />;
  return <ErrorNote what={reasonText(problem)} code={String(problem.extra.reason)} />;
}

/** What to do, in order; the last step is the button. */
function Steps({ children }: { children: Children }) {
  const say = t(words);
  return (
    <ol class="import-steps">
      <li>
        <h2>{say.step_template}</h2>
        <p class="soft">{say.step_template_note}</p>
        <div class="row">
          <Button fit icon="download" href={templateIn('ar')}>
            {say.template_ar}
          </Button>
          <Button fit icon="download" href={templateIn('fr')}>
            {say.template_fr}
          </Button>
        </div>
      </li>
      <li>
        <h2>{say.step_fill}</h2>
        <p class="soft">{say.step_fill_note}</p>
      </li>
      <li>
        <h2>{say.step_choose}</h2>
        <p class="soft">{say.step_choose_note}</p>
        <div class="row">{children}</div>
      </li>
    </ol>
  );
}

const templateIn = (language: string) => `${API}/imports/template.xlsx?lang=${language}`;

interface ChooseProps {
  busy: boolean;
  main: boolean;
  onFile: (file: File) => void;
  children: Children;
}

const ACCEPTED = '.xlsx,.csv,.txt,.tsv,.xls,text/csv';

function ChooseFile({ busy, main, onFile, children }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        class="hidden"
        type="file"
        accept={ACCEPTED}
        tabIndex={-1}
        aria-label={t(words).choose}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // so that the same file, mended, can be chosen again
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button
        fit
        kind={main ? 'main' : 'plain'}
        icon="form"
        busy={busy}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
    </>
  );
}
