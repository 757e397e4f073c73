import { type Form, prepare } from '../../forms/form';
import type { CompiledForm } from '../../forms/types';
import { roster, versionKey } from '../../store';

const prepared = new WeakMap<object, Form>();

/** The version of a form that was or will be answered, made ready once; null if it is not here. */
export function formOf(form_id: string, version: string): Form | null {
  const carried = roster.value.form_versions.get(versionKey({ form_id, version }));
  if (!carried) return null;
  const compiled = carried.compiled as CompiledForm;
  let ready = prepared.get(compiled);
  if (!ready) {
    ready = prepare(compiled);
    prepared.set(compiled, ready);
  }
  return ready;
}
