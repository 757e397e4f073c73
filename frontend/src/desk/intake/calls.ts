import { request } from '../http';
import type { Imported, Preview, Said } from './types';

/** The calls of this page; each raises `Problem`. */

export const previewImport = (file: Blob, said: Said) =>
  request<Preview>(`/imports/preview?${paramsOf(said)}`, { method: 'POST', body: bytesOf(file) });

export function applyImport(id: string, file: File, said: Said, digest: string): Promise<Imported> {
  const params = paramsOf(said);
  params.set('digest', digest);
  params.set('file_name', file.name.trim().slice(0, 80) || '-');
  return request<Imported>(`/imports/${id}?${params}`, { method: 'PUT', body: bytesOf(file) });
}

export const readImports = () => request<Imported[]>('/imports');
export const undoImport = (id: string) =>
  request<Imported>(`/imports/${id}/undo`, { method: 'POST' });

/** Read once by the server as bytes, whatever the browser believes the file to be. */
function bytesOf(file: Blob): Blob {
  return new Blob([file], { type: 'application/octet-stream' });
}

function paramsOf({ encoding, delimiter, columns }: Said): URLSearchParams {
  const params = new URLSearchParams();
  if (encoding) params.set('encoding', encoding);
  if (delimiter) params.set('delimiter', delimiter);
  for (const [column, field] of Object.entries(columns)) {
    params.append('column', `${column}:${field}`);
  }
  return params;
}
