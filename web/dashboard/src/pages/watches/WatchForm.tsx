import { NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveWatch, type WatchDefinition } from '../../api/watches';
import { FormEnd } from '../../components/FormEnd';
import { FormModal } from '../../components/FormModal';
import { QueryInput } from '../../components/QueryInput';
import { showFieldErrors } from '../../lib/fieldErrors';
import { EMPTY_WATCH, toWatch, toWatchValues, type WatchFormValues } from './watchForm';

interface WatchFormProps {
  /** The one that is changed; a new one without. */
  readonly definition?: WatchDefinition | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Has the detectors judge the series of a query. */
export function WatchForm({ definition, opened, onClose }: WatchFormProps): ReactElement {
  const { t } = useTranslation();
  const title = definition === undefined ? t('watches.create') : t('definition.editNamed', { name: definition.name });
  return (
    <FormModal opened={opened} onClose={onClose} title={title} size="lg">
      <Fields definition={definition} onClose={onClose} />
    </FormModal>
  );
}

function Fields({ definition, onClose }: Omit<WatchFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveWatch(definition !== undefined);
  const form = useForm<WatchFormValues>({ initialValues: definition === undefined ? EMPTY_WATCH : toWatchValues(definition) });
  const submit = form.onSubmit((values) => {
    save.mutate(toWatch(values), {
      onSuccess: onClose,
      onError: (error) => { showFieldErrors(form, error); },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('definition.name')} description={t('definition.nameHint')} withAsterisk maxLength={64} disabled={definition !== undefined} data-autofocus {...form.getInputProps('name')} />
        <QueryInput label={t('definition.query')} description={t('watches.queryHint')} withAsterisk placeholder="rate(requests_total[1m])" {...form.getInputProps('query')} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput label={t('watches.step')} description={t('watches.stepHint')} withAsterisk {...form.getInputProps('step')} />
          <NumberInput label={t('watches.minimum')} description={t('watches.minimumHint')} {...form.getInputProps('minimum')} />
          <NumberInput label={t('watches.maximum')} description={t('watches.maximumHint')} {...form.getInputProps('maximum')} />
        </SimpleGrid>
        <FormEnd saving={save} onCancel={onClose} />
      </Stack>
    </form>
  );
}
