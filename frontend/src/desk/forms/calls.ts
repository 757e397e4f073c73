import { API } from '../../constants';
import type { Asking } from '../../forms/asking';
import { query, request } from '../http';
import type { CheckedForm, DeskForm, FormProgress, Version } from './types';

/** Every call about forms; each raises `Problem`. */

const at = (formId: string) => `/forms/${encodeURIComponent(formId)}`;
const put = (formId: string, what: string, body: unknown) =>
  request<DeskForm>(`${at(formId)}/${what}`, { method: 'PUT', body });

export const readForms = () => request<DeskForm[]>('/forms');
export const checkForm = (file: File) =>
  request<CheckedForm>('/forms/check', { method: 'POST', body: file });
export const publishForm = (file: File) =>
  request<DeskForm>('/forms', { method: 'POST', body: file });
export const setModules = (formId: string, modules: readonly string[]) =>
  put(formId, 'modules', { modules });
/** From this day on, surveys recorded before it count no more; null takes it back (SV10). */
export const setAskAgain = (formId: string, starts_on: string | null) =>
  put(formId, 'ask-again', { starts_on });
export const setAsking = (formId: string, asking: Asking) => put(formId, 'asking', asking);
export const setRetired = (formId: string, retired: boolean) => put(formId, 'retired', { retired });
export const readVersions = (formId: string) => request<Version[]>(`${at(formId)}/versions`);
export const readProgress = (formId: string) => request<FormProgress>(`${at(formId)}/progress`);

/** Where the very file of a version lies. */
export const fileOf = (formId: string, version: string) =>
  `${API}${at(formId)}/file${query({ version })}`;
