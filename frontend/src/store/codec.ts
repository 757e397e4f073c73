/**
 * All that is stored passes here, both ways (PH7). Today a value is stored as it is; sealing it with
 * a key behind the PIN changes this file alone. It is asynchronous because WebCrypto is: callers seal
 * before they open a transaction, or IndexedDB would commit it while they wait.
 */
declare const seal: unique symbol;
/** A value as it lies in the database. */
export type Sealed<T> = { readonly [seal]: T };

export interface Codec {
  seal<T>(value: T): Promise<Sealed<T>>;
  open<T>(sealed: Sealed<T>): Promise<T>;
}

export const plainCodec: Codec = {
  seal: async <T>(value: T) => value as unknown as Sealed<T>,
  open: async <T>(sealed: Sealed<T>) => sealed as unknown as T,
};
