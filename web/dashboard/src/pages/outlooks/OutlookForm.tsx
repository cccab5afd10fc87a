import { NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { THRESHOLD_SIDES, useSaveOutlook, type OutlookDefinition } from '../../api/outlooks';
import { FormEnd } from '../../components/FormEnd';
import { FormModal } from '../../components/FormModal';
import { QueryInput } from '../../components/QueryInput';
import { showFieldErrors } from '../../lib/fieldErrors';
import { EMPTY_OUTLOOK, toOutlook, toOutlookValues, type OutlookFormValues } from './outlookForm';

interface OutlookFormProps {
  /** The one that is changed; a new one without. */
  readonly definition?: OutlookDefinition | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Keeps a forecast fresh, with the limit that matters. */
export function OutlookForm({ definition, opened, onClose }: OutlookFormProps): ReactElement {
  const { t } = useTranslation();
  const title = definition === undefined ? t('outlooks.create') : t('definition.editNamed', { name: definition.name });
  return (
    <FormModal opened={opened} onClose={onClose} title={title} size="lg">
      <Fields definition={definition} onClose={onClose} />
    </FormModal>
  );
}

function Fields({ definition, onClose }: Omit<OutlookFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveOutlook(definition !== undefined);
  const form = useForm<OutlookFormValues>({ initialValues: definition === undefined ? EMPTY_OUTLOOK : toOutlookValues(definition) });
  const submit = form.onSubmit((values) => {
    save.mutate(toOutlook(values), {
      onSuccess: onClose,
      onError: (error) => { showFieldErrors(form, error); },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('definition.name')} description={t('definition.nameHint')} withAsterisk maxLength={64} disabled={definition !== undefined} data-autofocus {...form.getInputProps('name')} />
        <QueryInput label={t('definition.query')} withAsterisk placeholder="pool_used" {...form.getInputProps('query')} />
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} style={{ alignItems: 'end' }}>
          <TextInput label={t('outlooks.history')} withAsterisk placeholder="7d" {...form.getInputProps('history')} />
          <TextInput label={t('outlooks.horizon')} withAsterisk placeholder="1d" {...form.getInputProps('horizon')} />
          <TextInput label={t('outlooks.step')} placeholder={t('outlooks.stepByItself')} {...form.getInputProps('step')} />
          <NumberInput label={t('outlooks.level')} suffix=" %" decimalScale={3} min={50} max={99.9} {...form.getInputProps('level')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t('outlooks.threshold')} description={t('outlooks.thresholdHint')} {...form.getInputProps('threshold')} />
          <Select
            label={t('outlooks.side')}
            description={t('outlooks.sideHint')}
            allowDeselect={false}
            data={THRESHOLD_SIDES.map((value) => ({ value, label: t(`outlooks.sides.${value}`) }))}
            {...form.getInputProps('side')}
          />
          <NumberInput label={t('outlooks.least')} description={t('outlooks.leastHint')} {...form.getInputProps('least')} />
          <NumberInput label={t('outlooks.largest')} description={t('outlooks.largestHint')} {...form.getInputProps('largest')} />
        </SimpleGrid>
        <QueryInput label={t('outlooks.instances')} description={t('outlooks.instancesHint')} placeholder="count(up)" {...form.getInputProps('instances')} />
        <FormEnd saving={save} onCancel={onClose} />
      </Stack>
    </form>
  );
}
