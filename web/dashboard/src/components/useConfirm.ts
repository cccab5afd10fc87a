import { createContext, use } from 'react';

export interface Confirmation {
  readonly title: string;
  readonly text: string;
  /** The button's word: what will be done. */
  readonly action: string;
  /** Does it; when it throws, the reason is shown and the question stays open. */
  readonly run: () => Promise<unknown>;
}

export const ConfirmContext = createContext<((confirmation: Confirmation) => void) | null>(null);

/** Asks before something that cannot be undone. */
export function useConfirm(): (confirmation: Confirmation) => void {
  const ask = use(ConfirmContext);
  if (ask === null) throw new Error('ConfirmContext is not provided');
  return ask;
}
