import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { THRESHOLD_SIDES, useSaveOutlook, type OutlookDefinition } from '../../api/outlooks';
import { DefinitionFields, DefinitionModal, type DefinitionFormProps } from '../../components/DefinitionForm';
import { QueryInput } from '../../components/QueryInput';
import { EMPTY_OUTLOOK, toOutlook, toOutlookValues, type OutlookFormValues } from './outlookForm';

/** Keeps a forecast fresh, with the limit that matters. */
export function OutlookForm(props: DefinitionFormProps<OutlookDefinition>): ReactElement {
  const { t } = useTranslation();
  return (
    <DefinitionModal createTitle={t('outlooks.create')} {...props}>
      <Fields {...props} />
    </DefinitionModal>
  );
}

function Fields({ definition, onClose }: DefinitionFormProps<OutlookDefinition>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveOutlook(definition !== undefined);
  const form = useForm<OutlookFormValues>({ initialValues: definition === undefined ? EMPTY_OUTLOOK : toOutlookValues(definition) });
  return (
    <DefinitionFields form={form} save={save} toDefinition={toOutlook} isNew={definition === undefined} onClose={onClose}>
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
    </DefinitionFields>
  );
}
