import { computed } from '@preact/signals';
import { ready } from '../../roster/match';
import { buildIndex } from '../../roster/search';
import { roster } from '../../store';

const READ_AT_ONCE = 40;

/** Built when Find is first opened, and again when the roster changes. */
export const searchIndex = computed(() => {
  const { traders, stalls, aliases } = roster.value;
  const numbers = (ids: readonly string[]) => ids.flatMap((id) => stalls.get(id)?.number ?? []);
  return buildIndex(traders.values(), (trader) => numbers(trader.stalls), aliases);
});

/** Names read a few at a time before the first letter is typed: the index is then built at once. */
export function readNames(): () => void {
  const traders = roster.value.traders.values();
  let timer: ReturnType<typeof setTimeout>;
  const some = () => {
    for (let read = 0; read < READ_AT_ONCE; read++) {
      const { value, done } = traders.next();
      if (done) return;
      for (const name of [value.known_as, value.name_ar, value.name_latin]) if (name) ready(name);
    }
    timer = setTimeout(some);
  };
  timer = setTimeout(some);
  return () => clearTimeout(timer);
}
