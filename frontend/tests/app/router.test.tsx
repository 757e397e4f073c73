import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { goBack, goTo, lazy, type RouteDefinition, type ScreenProps } from '../../src/app/router';
import { Shell } from '../../src/app/Shell';
import { Screen, TopBar } from '../../src/ui';

const root = document.createElement('div');
document.body.append(root);

const Today = () => <Screen top={<TopBar title="اليوم" />}>{null}</Screen>;
const Trader = ({ params }: ScreenProps) => (
  <Screen top={<TopBar title={`تاجر ${params.id}`} back="#/" />}>{null}</Screen>
);
const routes: RouteDefinition[] = [
  { path: '/', screen: Today, tab: 'today' },
  { path: '/traders/:id', screen: Trader, tab: 'find' },
  { path: '/survey', screen: lazy(async () => Today), tab: null },
  {
    path: '/broken',
    screen: () => {
      throw new Error('a bug');
    },
    tab: null,
  },
];

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const open = async (path: string) => {
  await act(() => goTo(path));
  await settle();
};

beforeEach(async () => {
  goTo('/', { replace: true });
  await act(() => render(<Shell routes={routes} />, root));
  await settle();
});
afterEach(() => render(null, root));

it('says so where an address leads nowhere, and offers the way out', async () => {
  await open('/nowhere');
  expect(root.querySelector('h1')?.textContent).toBe('هذه الصفحة غير موجودة');
  expect(root.querySelector('a.btn')?.getAttribute('href')).toBe('#/');
});

it('says that nothing is lost where a screen breaks, and the next screen works', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await open('/broken');
  expect(root.querySelector('[role=alert]')?.textContent).toContain('لم يضع شيء');
  await open('/');
  expect(root.querySelector('h1')?.textContent).toBe('اليوم');
  log.mockRestore();
});

it('hands the screen what the address says, and puts the focus on its heading', async () => {
  await open('/traders/63');
  expect(document.activeElement).toBe(root.querySelector('h1'));
  expect(document.activeElement?.textContent).toBe('تاجر 63');
  expect(document.title).toBe('تاجر 63 · رحبة');
});

it('goes back once, though two presses of "save" both end there', async () => {
  await open('/traders/63');
  const back = vi.spyOn(history, 'back').mockImplementation(() => {});
  goBack('/');
  goBack('/');
  expect(back).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(location.hash).toBe('#/'));
  await open('/traders/63');
  goBack('/');
  expect(back).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(location.hash).toBe('#/'));
  back.mockRestore();
});

it('lights the tab a screen belongs to', async () => {
  await open('/traders/63');
  expect(root.querySelector('[aria-current=page]')?.textContent).toBe('بحث');
});

it('covers the tabs with a screen that has none', async () => {
  await open('/survey');
  expect(root.querySelector('h1')?.textContent).toBe('اليوم');
  expect(root.querySelector('nav')).toBeNull();
});
