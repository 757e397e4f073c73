import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { useHashLocation } from 'wouter-preact/use-hash-location';
import { t } from '../i18n';
import {
  Banner,
  Button,
  type Children,
  Empty,
  ErrorNote,
  LanguageChoice,
  Loading,
  Tabs,
  UndoBar,
} from '../ui';
import { Account } from './Account';
import { readMe } from './api';
import { Brand } from './Brand';
import { Entrance } from './Entrance';
import { connection, onSignedOut } from './http';
import { asProblem, ProblemNote } from './load';
import { textOf } from './names';
import { Page } from './Page';
import { PageAwaited } from './PageAwaited';
import { KeptDecisions } from './review/KeptDecisions';
import { addressOf, type PageProps, pageAt, pagesFor } from './routes';
import { me } from './session';
import { loadTrades } from './trades';
import { words } from './words';

/** The desk of coaches and officials: a thin page over the API, online. */
export function Desk() {
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null);
  const ask = () => {
    setProblem(null);
    readMe().then(
      (found) => {
        me.value = found;
      },
      (cause: unknown) => {
        const failed = asProblem(cause);
        if (failed.code === 'not_signed_in') me.value = null;
        else setProblem(failed);
      },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, at the start
  useEffect(() => {
    onSignedOut(() => {
      me.value = null;
    });
    ask();
  }, []);
  if (me.value) return <Named />;
  if (me.value === null) return <Entrance />;
  if (!problem) return <Opening />;
  return (
    <Opening>
      <ProblemNote problem={problem} again={ask} />
      <LanguageChoice />
    </Opening>
  );
}

/** The names of sections and trades come first; where they fail to, their codes do. */
function Named() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    loadTrades()
      .catch(() => undefined)
      .finally(() => setReady(true));
  }, []);
  return ready ? <Frame /> : <Opening />;
}

function Opening({ children }: { children?: Children }) {
  return (
    <div class="desk">
      <main class="page">{children ?? <Loading label={t(words).loading} rows={8} />}</main>
    </div>
  );
}

function Frame() {
  const [path] = useHashLocation();
  const say = t(words);
  const pages = pagesFor(me.value?.roles ?? []);
  const { page, rest } = pageAt(path, pages);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the tabs are wider than the screen
  useEffect(() => {
    const current = document.querySelector('.bar > .tabs > .on');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [page?.name]);
  return (
    <div class="desk">
      <header class="bar">
        <span class="id">
          <Brand />
          <bdi>{textOf(me.value?.market.names)}</bdi>
        </span>
        <Tabs
          label={say.pages}
          items={pages
            .filter(({ within }) => within === undefined)
            .map(({ name }) => ({
              href: addressOf(name),
              label: say[name],
              current: name === (page?.within ?? page?.name),
            }))}
        />
        <Account />
      </header>
      {connection.value.lost && (
        <Banner tone="waiting" icon="offline" live>
          {say.offline_note}
        </Banner>
      )}
      {pages.some(({ name }) => name === 'review') && <KeptDecisions />}
      {page ? (
        <Guarded key={page.name}>
          <Opened load={page.load} rest={rest} />
        </Guarded>
      ) : (
        <Unknown />
      )}
      <UndoBar />
    </div>
  );
}

type Screen = ComponentType<PageProps>;

function Opened({ load, rest }: { load: () => Promise<Screen> } & PageProps) {
  const [found, setFound] = useState<{ screen: Screen } | null>(null);
  const [, fail] = useState(null);
  useEffect(() => {
    let here = true;
    load().then(
      (screen) => here && setFound({ screen }),
      // thrown while rendering, where `Guarded` catches it
      (cause: unknown) =>
        fail(() => {
          throw cause;
        }),
    );
    return () => {
      here = false;
    };
  }, [load]);
  useEffect(() => {
    if (found && document.activeElement === document.body) document.querySelector('h1')?.focus();
  }, [found]);
  if (!found) return <PageAwaited />;
  return <found.screen rest={rest} />;
}

/** A page that breaks leaves the others whole. */
function Guarded({ children }: { children: Children }) {
  const [broken, again] = useErrorBoundary((cause: unknown) => console.error(cause));
  if (broken === undefined) return <>{children}</>;
  const say = t(words);
  return (
    <Page title={say.broke}>
      <ErrorNote
        what={say.broke}
        todo={say.broke_todo}
        code="page_failed"
        action={
          <Button fit onClick={again}>
            {say.again}
          </Button>
        }
      />
    </Page>
  );
}

function Unknown() {
  const say = t(words);
  return (
    <Page title={say.unknown_page}>
      <Empty
        action={
          <div class="row middle">
            <Button fit href="#/">
              {say.to_start}
            </Button>
          </div>
        }
      >
        {say.unknown_page}
      </Empty>
    </Page>
  );
}
