import { Kbd } from '@mantine/core';
import type { ReactElement } from 'react';

/** The key that does what a button does, for the eye; those who listen are told by `aria-keyshortcuts`. Fingers have no keys. */
export function KeyHint({ keyName }: { readonly keyName: string }): ReactElement {
  return (
    <Kbd size="xs" aria-hidden visibleFrom="sm">
      {keyName}
    </Kbd>
  );
}
