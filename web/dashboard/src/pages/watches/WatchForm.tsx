import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveWatch, type WatchDefinition } from '../../api/watches';
import { DefinitionFields, DefinitionModal, type DefinitionFormProps } from '../../components/DefinitionForm';
import { QueryInput } from '../../components/QueryInput';
import { EMPTY_WATCH, toWatch, toWatchValues, type WatchFormValues } from './watchForm';

/** Has the detectors judge the series of a query. */
export function WatchForm(props: DefinitionFormProps<WatchDefinition>): ReactElement {
  const { t } = useTranslation();
  return (
    <DefinitionModal createTitle={t('watches.create')} {...props}>
      <Fields {...props} />
    </DefinitionModal>
  );
}

function Fields({ definition, onClose }: DefinitionFormProps<WatchDefinition>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveWatch(definition !== undefined);
  const form = useForm<WatchFormValues>({ initialValues: definition === undefined ? EMPTY_WATCH : toWatchValues(definition) });
  return (
    <DefinitionFields form={form} save={save} toDefinition={toWatch} isNew={definition === undefined} onClose={onClose}>
      <QueryInput label={t('definition.query')} description={t('watches.queryHint')} withAsterisk placeholder="rate(requests_total[1m])" {...form.getInputProps('query')} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label={t('watches.step')} description={t('watches.stepHint')} withAsterisk {...form.getInputProps('step')} />
        <NumberInput label={t('watches.minimum')} description={t('watches.minimumHint')} {...form.getInputProps('minimum')} />
        <NumberInput label={t('watches.maximum')} description={t('watches.maximumHint')} {...form.getInputProps('maximum')} />
      </SimpleGrid>
    </DefinitionFields>
  );
}
