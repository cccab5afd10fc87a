import { Textarea, type TextareaProps } from '@mantine/core';
import type { ReactElement } from 'react';

/** A field for PromQL in a form. */
export function QueryInput(props: TextareaProps): ReactElement {
  return (
    <Textarea
      autosize
      minRows={1}
      maxRows={6}
      maxLength={4_096}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      {...props}
    />
  );
}
