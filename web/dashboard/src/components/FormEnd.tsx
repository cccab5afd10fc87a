import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Notice';

interface FormEndProps {
  /** What becomes of the form when it is sent; the error without what stands beside fields. */
  readonly saving: { readonly error: Error | null; readonly isPending: boolean };
  /** The word on the button, where it is not "save". */
  readonly submit?: string;
  readonly onCancel: () => void;
}

/** The end of every form in a dialog: why it was not saved, and the two ways out. */
export function FormEnd({ saving, submit, onCancel }: FormEndProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {saving.error !== null && <Failure error={saving.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" loading={saving.isPending}>{submit ?? t('save')}</Button>
      </Group>
    </>
  );
}
