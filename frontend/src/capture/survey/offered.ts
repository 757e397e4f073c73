import { computed } from '@preact/signals';
import { roster } from '../../store';

/** Forms that phones offer; the others only wait for what was begun in them (FD4). */
export const offeredForms = computed(() =>
  [...roster.value.forms.values()].filter(({ retired }) => !retired),
);
