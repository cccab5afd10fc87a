import { ApiError } from '../api/client';

/** Puts what the server says of single fields beside them. */
export function showFieldErrors(form: { readonly setFieldError: (field: string, message: string | undefined) => void }, error: Error): void {
  if (!(error instanceof ApiError)) return;
  for (const [field, [message]] of Object.entries(error.fields)) form.setFieldError(field, message);
}
