import { NumberInput, SegmentedControl, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { OBJECTIVE_COMPARISONS, useSaveObjective, type ObjectiveDefinition } from '../../api/objectives';
import { DefinitionFields, DefinitionModal, type DefinitionFormProps } from '../../components/DefinitionForm';
import { QueryInput } from '../../components/QueryInput';
import { countsAnew, EMPTY_OBJECTIVE, SLOT_PLACE, toDefinition, toFormValues, validateObjective, type ObjectiveFormValues } from './objectiveForm';

/** Promises a share of good events, and says how they are counted. */
export function ObjectiveForm(props: DefinitionFormProps<ObjectiveDefinition>): ReactElement {
  const { t } = useTranslation();
  return (
    <DefinitionModal createTitle={t('objectives.create')} {...props}>
      <Fields {...props} />
    </DefinitionModal>
  );
}

function Fields({ definition, onClose }: DefinitionFormProps<ObjectiveDefinition>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveObjective(definition !== undefined);
  const form = useForm<ObjectiveFormValues>({
    initialValues: definition === undefined ? EMPTY_OBJECTIVE : toFormValues(definition),
    validate: (values) => Object.fromEntries(Object.entries(validateObjective(values)).map(([field, problem]) => [field, t(`objectives.problem.${problem}`, { place: SLOT_PLACE })])),
  });
  return (
    <DefinitionFields form={form} save={save} toDefinition={toDefinition} isNew={definition === undefined} onClose={onClose}>
      <TextInput label={t('objectives.description')} placeholder={t('objectives.descriptionExample')} maxLength={2_000} {...form.getInputProps('description')} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberInput label={t('objectives.target')} suffix=" %" decimalScale={6} step={0.1} min={0} max={100} withAsterisk {...form.getInputProps('target')} />
        <NumberInput label={t('objectives.window')} suffix={` ${t('objectives.days')}`} min={1} max={90} withAsterisk {...form.getInputProps('windowDays')} />
        <Select
          label={t('objectives.slot')}
          allowDeselect={false}
          data={[{ value: '60', label: t('objectives.slotMinute') }, { value: '300', label: t('objectives.slotFive') }]}
          {...form.getInputProps('slotSeconds')}
        />
      </SimpleGrid>
      <SegmentedControl
        aria-label={t('objectives.kind')}
        data={(['ratio', 'threshold'] as const).map((value) => ({ value, label: t(`objectives.kinds.${value}`) }))}
        {...form.getInputProps('kind')}
      />
      <Text size="sm" c="dimmed">{t(`objectives.kindHint.${form.values.kind}`, { place: SLOT_PLACE })}</Text>
      {form.values.kind === 'ratio' ? (
        <>
          <QueryInput withAsterisk label={t('objectives.good')} placeholder={`sum(increase(http_requests_total{code!~"5.."}[${SLOT_PLACE}]))`} {...form.getInputProps('good')} />
          <QueryInput withAsterisk label={t('objectives.total')} placeholder={`sum(increase(http_requests_total[${SLOT_PLACE}]))`} {...form.getInputProps('total')} />
        </>
      ) : (
        <>
          <QueryInput withAsterisk label={t('objectives.series')} placeholder="probe_duration_seconds" {...form.getInputProps('series')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={t('objectives.comparison')}
              allowDeselect={false}
              data={OBJECTIVE_COMPARISONS.map((value) => ({ value, label: t(`objectives.comparisons.${value}`) }))}
              {...form.getInputProps('comparison')}
            />
            <NumberInput label={t('objectives.threshold')} withAsterisk decimalScale={9} {...form.getInputProps('threshold')} />
          </SimpleGrid>
        </>
      )}
      {definition !== undefined && (
        <Text size="sm" role="status" c={countsAnew(definition, toDefinition(form.values)) ? 'var(--state-warning)' : 'dimmed'}>
          {t(countsAnew(definition, toDefinition(form.values)) ? 'objectives.countsAnew' : 'objectives.keepsCounts')}
        </Text>
      )}
    </DefinitionFields>
  );
}
