import type { ReadonlySignal } from '@preact/signals';
import { t } from '../i18n';
import { BottomNav, type IconName } from '../ui';
import { Arrived, HashRouter, type RouteDefinition, type TabName, useArrival } from './router';
import { words } from './words';

const TABS: readonly { name: TabName; href: string; icon: IconName }[] = [
  { name: 'today', href: '#/', icon: 'today' },
  { name: 'walk', href: '#/walk', icon: 'walk' },
  { name: 'find', href: '#/find', icon: 'search' },
  { name: 'entries', href: '#/entries', icon: 'list' },
];

interface ShellProps {
  routes: readonly RouteDefinition[];
  /** While it holds, every screen carries the band of practice. */
  practice?: ReadonlySignal<boolean> | undefined;
}

/** The frame of the phone: the screen of the path, and the four tabs at the thumb. */
export function Shell(props: ShellProps) {
  return (
    <HashRouter>
      <Frame {...props} />
    </HashRouter>
  );
}

function Frame({ routes, practice }: ShellProps) {
  const arrival = useArrival(routes);
  const tab = arrival?.route.tab;
  const practising = practice?.value ?? false;
  const say = t(words);
  return (
    <div class="app">
      {practising && <aside class="practice">{say.practice}</aside>}
      <Arrived at={arrival} />
      {tab && (
        <BottomNav
          label={say.tabs}
          items={TABS.map(({ name, href, icon }) => ({
            href,
            icon,
            label: say[name],
            current: name === tab,
          }))}
        />
      )}
    </div>
  );
}
