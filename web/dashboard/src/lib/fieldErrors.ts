import { ApiError } from '../api/client';

/** Puts what the server says of single fields beside them; `names` has the form's name of each field that the server calls otherwise. */
export function showFieldErrors(form: { readonly setFieldError: (field: string, message: string | undefined) => void }, error: Error, names: Readonly<Record<string, string>> = {}): void {
  if (!(error instanceof ApiError)) return;
  for (const [field, [message]] of Object.entries(error.fields)) form.setFieldError(names[field] ?? field, message);
}

/** Whether all that the server says is of fields of the form, so that it stands beside them and need not be said again. */
export function isSaidBeside(values: object, error: Error): boolean {
  const fields = error instanceof ApiError ? Object.keys(error.fields) : [];
  return fields.length > 0 && fields.every((field) => field in values);
}
