import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { Router as Location, matchRoute, useLocation, useRouter } from 'wouter-preact';
import { navigate, useHashLocation } from 'wouter-preact/use-hash-location';
import { t } from '../i18n';
import { Button, type Children, Empty, ErrorNote, Loading, Screen, TopBar } from '../ui';
import { words } from './words';

export type RouteParams = Readonly<Record<string, string | undefined>>;
export interface ScreenProps {
  params: RouteParams;
}
type RouteScreen = ComponentType<ScreenProps>;

export interface RouteDefinition {
  /** `/traders/:id` */
  path: string;
  /** The screen, or where its code is; code once loaded is kept. */
  screen: RouteScreen | { load: () => Promise<RouteScreen> };
  /** The tab that stays lit; `null` for a screen that covers the tabs (a question, a registration). */
  tab: TabName | null;
}
export type TabName = 'today' | 'walk' | 'find' | 'entries';

/** Code of screens in a file of their own: `screen: lazy(() => import('./Survey').then((m) => m.Survey))`. */
export function lazy(load: () => Promise<RouteScreen>): { load: () => Promise<RouteScreen> } {
  let loading: Promise<RouteScreen> | undefined;
  return {
    load: () => {
      loading ??= load().catch((cause: unknown) => {
        loading = undefined;
        throw cause;
      });
      return loading;
    },
  };
}

/** Goes to a screen from code; links are plain `<a href="#/find">`. */
export function goTo(path: string, options?: { replace?: boolean }): void {
  navigate(path, options);
}

/** The way back of a screen: to where one came from, or to `otherwise` where the screen was opened first. */
export function goBack(otherwise: string): void {
  // pressed twice, it would leave two screens
  if (goingBack) return;
  goingBack = true;
  const from = location.hash;
  if (moves > 0) history.back();
  setTimeout(() => {
    goingBack = false;
    // nothing behind: an installed app stays where it is, and says nothing about it
    if (location.hash === from) navigate(otherwise, { replace: true });
  }, BACK_MS);
}

let goingBack = false;

/** The path of the moment, without its `#`. */
export function usePath(): string {
  return useLocation()[0];
}

/** Puts the location of the window, after its `#`, at the disposal of what stands inside. */
export function HashRouter({ children }: { children: Children }) {
  return <Location hook={useHashLocation}>{children}</Location>;
}

export interface Arrival {
  path: string;
  route: RouteDefinition;
  params: RouteParams;
}

/** The first definition that the path of the moment falls under. */
export function useArrival(routes: readonly RouteDefinition[]): Arrival | null {
  const { parser } = useRouter();
  const path = usePath();
  for (const route of routes) {
    const [found, params] = matchRoute(parser, route.path, path);
    if (found) return { path, route, params };
  }
  return null;
}

/** The screen one has arrived at. */
export function Arrived({ at }: { at: Arrival | null }) {
  if (!at) return <Unknown />;
  return (
    <Guarded key={at.path}>
      <Arriving {...at} />
    </Guarded>
  );
}

function Arriving({ path, route, params }: Arrival) {
  const Found = useScreen(route.screen);
  useHeadingFocus(path, Found !== null);
  if (!Found) return <Opening />;
  return <Found params={params} />;
}

/** A screen that no path leads to. */
export function Whole({ screen }: { screen: RouteDefinition['screen'] }) {
  return (
    <Guarded>
      <Loaded screen={screen} />
    </Guarded>
  );
}

function Loaded({ screen }: { screen: RouteDefinition['screen'] }) {
  const Found = useScreen(screen);
  return Found ? <Found params={{}} /> : <Opening />;
}

function Opening() {
  return (
    <Screen top={null}>
      <Loading label={t(words).opening} />
    </Screen>
  );
}

function useScreen(screen: RouteDefinition['screen']): RouteScreen | null {
  const known = typeof screen === 'function' ? screen : null;
  const [loaded, setLoaded] = useState<{ screen: RouteScreen } | null>(null);
  const [, fail] = useState(null);
  useEffect(() => {
    if (typeof screen === 'function') return;
    let here = true;
    screen.load().then(
      (found) => here && setLoaded({ screen: found }),
      // thrown while rendering, where `Guarded` catches it
      (cause: unknown) =>
        fail(() => {
          throw cause;
        }),
    );
    return () => {
      here = false;
    };
  }, [screen]);
  return known ?? loaded?.screen ?? null;
}

/** ms that the browser may take to go back. */
const BACK_MS = 200;

let arrivedAt: string | undefined;
/** Navigations since the app was opened: only they can be gone back on without leaving it. */
let moves = 0;

/** After a navigation the focus goes to the heading, so that a screen reader says where one is. */
function useHeadingFocus(path: string, ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const moved = arrivedAt !== undefined && arrivedAt !== path;
    arrivedAt = path;
    if (!moved) return;
    moves += 1;
    const taken = document.activeElement?.closest('main');
    if (!taken) document.querySelector('h1')?.focus({ preventScroll: true });
  }, [path, ready]);
}

/** A screen that breaks says that nothing is lost; the others go on. */
function Guarded({ children }: { children: Children }) {
  const [broken, again] = useErrorBoundary((cause: unknown) => console.error(cause));
  if (broken === undefined) return <>{children}</>;
  const say = t(words);
  return (
    <Screen
      top={<TopBar title={say.broke} />}
      foot={
        <>
          <Button kind="main" onClick={again}>
            {say.again}
          </Button>
          <Button href="#/" onClick={again}>
            {say.to_today}
          </Button>
        </>
      }
    >
      <ErrorNote what={say.broke} todo={say.broke_todo} code="screen_failed" />
    </Screen>
  );
}

function Unknown() {
  const say = t(words);
  return (
    <Screen top={<TopBar title={say.unknown} back="#/" />}>
      <Empty action={<Button href="#/">{say.to_today}</Button>}>{say.unknown}</Empty>
    </Screen>
  );
}
