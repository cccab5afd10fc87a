import { Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { FormEnd } from './FormEnd';
import { useSending, type SendingOptions } from './useSending';

interface SendingFormProps<Values, Input, Answer> extends SendingOptions<Values, Input, Answer> {
  /** The word on the button, where it is not "save". */
  readonly submit?: string;
  readonly gap?: 'sm' | 'md';
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: its fields, why it was not saved, and the two ways out. */
export function SendingForm<Values, Input, Answer>({ submit, gap = 'md', onCancel, children, ...options }: SendingFormProps<Values, Input, Answer>): ReactElement {
  const { ref, onSubmit, error } = useSending(options);
  return (
    <form ref={ref} onSubmit={onSubmit} noValidate>
      <Stack gap={gap}>
        {children}
        <FormEnd saving={{ error, isPending: options.saving.isPending }} {...(submit === undefined ? {} : { submit })} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
