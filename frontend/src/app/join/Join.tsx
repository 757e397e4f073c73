import { useEffect, useRef, useState } from 'preact/hooks';
import { canScan, scan } from '../../camera/scan';
import { t } from '../../i18n';
import { phone, syncStatus, traceLeft } from '../../store';
import { Bar, Button, ErrorNote, LanguageChoice, Screen, TextField, TopBar } from '../../ui';
import { goTo } from '../router';
import { realWorld } from '../world';
import { codeIn, fillPhone, joinPhone } from './join';
import { Revoked } from './Revoked';
import { words } from './words';

const CODE_LENGTH = 'GH4K-7PQM'.length;

interface JoinProps {
  /** From the link `#/join/<code>`: filled in, and spent only by the button. */
  code?: string | undefined;
  /** Back to the people of this phone, where there are any. */
  onBack?: (() => void) | undefined;
}

/**
 * The first screen of a phone, in a frame of its own without tabs: the code, then the souk itself
 * with its progress. Also the way back for a phone that was signed out; what it holds stays.
 */
export function Join({ code: linked = '', onBack }: JoinProps) {
  const say = t(words);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [again, setAgain] = useState(linked !== '');
  const attempt = async (act: () => ReturnType<typeof joinPhone>) => {
    if (working) return;
    setWorking(true);
    setFailure(null);
    const joined = await act().catch(() => ({ ok: false, code: 'internal' }) as const);
    setWorking(false);
    if (joined.ok) goTo('/', { replace: true });
    else setFailure(joined.code);
  };
  if (phone.value === 'revoked' && !again) return <Revoked onJoin={() => setAgain(true)} />;
  // what is wrong with the code stands at the code
  const unknown = failure === 'invitation_unknown';
  const note = failure && !unknown && <Failure code={failure} />;
  // a phone that is no longer known can fetch nothing: only another invitation leads on
  const goesOn = phone.value === 'filling' && failure !== 'not_signed_in';
  const screen = goesOn ? (
    <Filling note={note} onGoOn={working ? undefined : () => attempt(() => fillPhone(realWorld))} />
  ) : (
    <CodeForm
      linked={linked}
      note={note}
      wrong={unknown ? `${say.unknown} ${say.unknown_todo}` : undefined}
      working={working}
      title={say.title}
      onBack={onBack}
      onJoin={(code) => attempt(() => joinPhone(realWorld, code))}
    />
  );
  return <div class="app">{screen}</div>;
}

interface CodeFormProps {
  linked: string;
  note: preact.ComponentChildren;
  /** What stands at the field itself. */
  wrong: string | undefined;
  working: boolean;
  title: string;
  onBack?: (() => void) | undefined;
  onJoin: (code: string) => void;
}

function CodeForm({ linked, note, wrong, working, title, onBack, onJoin }: CodeFormProps) {
  const say = t(words);
  const [code, setCode] = useState(codeIn(linked));
  const [error, setError] = useState<string>();
  const join = (wanted: string) => {
    const short = codeIn(wanted).length < CODE_LENGTH;
    setError(short ? say.too_short : undefined);
    if (!short) onJoin(wanted);
  };
  return (
    <Screen
      top={<TopBar title={title} back={onBack} />}
      foot={
        <Button kind="main" onClick={() => join(code)}>
          {working ? say.joining : say.join}
        </Button>
      }
    >
      <div class="column pad air">
        <LanguageChoice />
        {phone.value === 'erased' && <Erased />}
        <p>{canScan() ? say.intro_scan : say.intro}</p>
        <TextField
          label={say.code}
          hint={say.hint}
          value={code}
          onInput={(typed) => setCode(typed.length > CODE_LENGTH ? codeIn(typed) : typed)}
          error={error ?? wrong}
          ltr
          maxLength={200}
          onEnter={() => join(code)}
        />
        {canScan() && <Scan onFound={(text) => setCode(codeIn(text))} />}
        {note}
      </div>
    </Screen>
  );
}

/** Not as new: the browser took what this phone held, which is said with what it may have cost (F7). */
function Erased() {
  const say = t(words);
  const n = traceLeft()?.unsent ?? 0;
  return (
    <ErrorNote
      lost={n > 0 && say.erased_unsent({ n })}
      what={say.erased}
      todo={say.erased_todo}
      code="erased"
    />
  );
}

/** The camera, until a code is seen. */
export function Scan({ onFound }: { onFound: (text: string) => void }) {
  const say = t(words);
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!open || !element) return undefined;
    const stop = new AbortController();
    scan(element, stop.signal)
      .then((text) => text !== null && onFound(text))
      .catch(() => setRefused(true))
      .finally(() => setOpen(false));
    return () => stop.abort();
  }, [open, onFound]);
  return (
    <div class="column">
      {open && <video ref={video} class="camera" muted playsInline />}
      <Button size="small" icon="qr" onClick={() => setOpen(!open)}>
        {open ? say.stop_scan : say.scan}
      </Button>
      {refused && <p role="alert">{say.camera}</p>}
    </div>
  );
}

function Filling({
  note,
  onGoOn,
}: {
  note: preact.ComponentChildren;
  onGoOn?: (() => void) | undefined;
}) {
  const say = t(words);
  const { done, total, phase } = syncStatus.value;
  const receiving = phase === 'receiving' && total > 0;
  const kb = (bytes: number) => Math.ceil(bytes / 1024);
  return (
    <Screen
      top={<TopBar title={say.title} />}
      foot={
        onGoOn && (
          <Button kind="main" onClick={onGoOn}>
            {say.go_on}
          </Button>
        )
      }
    >
      <div class="column pad air">
        <p class="q">{say.filling}</p>
        <p>{say.filling_why}</p>
        <Bar value={receiving ? done : 0} max={receiving ? total : 1} label={say.filling} />
        {receiving && <p role="status">{say.progress({ done: kb(done), total: kb(total) })}</p>}
        {note}
      </div>
    </Screen>
  );
}

function Failure({ code }: { code: string }) {
  const say = t(words);
  const known: Readonly<Record<string, readonly [what: string, todo?: string]>> = {
    invitation_expired: [say.expired, say.ask_again],
    invitation_spent: [say.spent, say.ask_again],
    too_many_attempts: [say.too_many, say.too_many_todo],
    network: [say.no_network, say.no_network_todo],
    stalled: [say.no_network, say.no_network_todo],
    server: [say.no_network, say.no_network_todo],
    not_ours: [say.no_network, say.no_network_todo],
    insecure: [say.insecure, say.insecure_todo],
    insecure_address: [say.insecure, say.insecure_todo],
    unsupported: [say.unsupported, say.unsupported_todo],
    not_signed_in: [say.signed_out, say.ask_again],
    phone_revoked: [say.signed_out, say.ask_again],
  };
  const [what, todo] = known[code] ?? [say.other];
  return <ErrorNote what={what} todo={todo} code={code} />;
}
