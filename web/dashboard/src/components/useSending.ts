import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState, type SubmitEvent } from 'react';
import { ApiError } from '../api/client';
import { placeErrors } from '../lib/fieldErrors';

/** What of a mutation a form needs. */
export interface Saving<Input, Answer> {
  readonly mutate: (input: Input, on: { onSuccess: (answer: Answer) => void; onError: (error: Error) => void }) => void;
  readonly error: Error | null;
  readonly isPending: boolean;
}

export interface SendingOptions<Values, Input, Answer> {
  readonly form: UseFormReturnType<Values>;
  readonly saving: Saving<Input, Answer>;
  readonly toInput: (values: Values) => Input;
  readonly onSent: (answer: Answer) => void;
  /** The form's path of a field that the server calls otherwise: `endsAt` may be `to`. */
  readonly pathOf?: ((path: string, values: Values) => string) | undefined;
}

interface Sending {
  readonly ref: (node: HTMLFormElement | null) => void;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** For the form's end: why it was not saved, without what stands beside fields. */
  readonly error: Error | null;
}

/**
 * Sends a form. What is wrong, by the form's own rules or by the server's, stands beside the fields, and the first of them
 * gets the focus. A field is found by the `data-path` that `getInputProps` gives it.
 */
export function useSending<Values, Input, Answer>({ form, saving, toInput, onSent, pathOf }: SendingOptions<Values, Input, Answer>): Sending {
  const [node, ref] = useState<HTMLFormElement | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  // Only once the messages are there, which are read out together with the field.
  useEffect(() => { focusFirst(node, wrong); }, [node, wrong]);
  const onError = (failure: Error, values: Values): void => {
    const { beside, rest } = placeErrors(
      failure instanceof ApiError ? failure.fields : {},
      (path) => nodesOf(node).some(({ dataset }) => dataset['path'] === path),
      pathOf && ((path) => pathOf(path, values)),
    );
    const places = Object.keys(beside);
    setError(places.length === 0 ? failure : rest.length === 0 ? null : new ApiError(failure instanceof ApiError ? failure.status : 0, rest.join(' ')));
    form.setErrors(beside);
    setWrong(places);
  };
  const onSubmit = form.onSubmit(
    (values) => { saving.mutate(toInput(values), { onSuccess: onSent, onError: (failure) => { onError(failure, values); } }); },
    (errors) => { setWrong(Object.keys(errors)); },
  );
  return { ref, onSubmit, error: saving.error === null ? null : error };
}

function nodesOf(form: HTMLFormElement | null): readonly HTMLElement[] {
  return [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
}

const FOCUSABLE = 'input:not([type=hidden]), textarea, select, button';

/** Of several fields the one that comes first on the page; of a group what can be focused in it. */
function focusFirst(form: HTMLFormElement | null, paths: readonly string[]): void {
  const field = nodesOf(form).find(({ dataset }) => paths.includes(dataset['path'] ?? ''));
  const target = field?.matches(FOCUSABLE) === true ? field : field?.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
}
