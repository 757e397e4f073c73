import { type Form, prepareKnown } from '../../forms/form';
import type { CompiledForm } from '../../forms/types';
import { roster, versionKey } from '../../store';

const prepared = new WeakMap<object, Form | null>();

/**
 * The version of a form that was or will be answered, made ready once; null if it is not here, or newer
 * than this app (SV27).
 */
export function formOf(form_id: string, version: string): Form | null {
  const carried = roster.value.form_versions.get(versionKey({ form_id, version }));
  if (!carried) return null;
  const compiled = carried.compiled as CompiledForm;
  let ready = prepared.get(compiled);
  if (ready === undefined) {
    ready = prepareKnown(compiled);
    prepared.set(compiled, ready);
  }
  return ready;
}
