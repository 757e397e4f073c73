import { request } from '../http';

/** What the server says of its own set-up; the lists are there only while it is open. */
export interface SetupState {
  readonly open: boolean;
  readonly sections: readonly {
    readonly code: string;
    readonly names: Readonly<Record<string, string>>;
  }[];
  readonly password_min: number;
  readonly secure: boolean;
}

const post = <T>(path: string, body: unknown) => request<T>(path, { method: 'POST', body });

export const readSetup = () => request<SetupState>('/setup');
export const tryCode = (code: string) => post<void>('/setup/code', { code });
export const openSouk = (souk: Readonly<Record<string, unknown>>) =>
  post<{ market: string; login: string }>('/setup', souk);

/** What may be said anew after the set-up. */
export interface Answers {
  readonly operator: {
    readonly names: Readonly<Record<string, string>>;
    readonly address: string;
    readonly contact: string;
    readonly phone: string;
    readonly cndp_ref: string;
    readonly retention_months: number;
  };
  readonly public_address: string;
}
export const readAnswers = () => request<Answers>('/setup/answers');
export const changeAnswers = (answers: Answers) =>
  request<void>('/setup/answers', { method: 'PUT', body: answers });
