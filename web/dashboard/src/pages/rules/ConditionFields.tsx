import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPARISONS } from '../../api/rules';
import { ProposeThreshold } from './ProposeThreshold';
import { shownFields } from './ruleFields';
import { DIRECTIONS, PACES, type RuleFormValues } from './ruleForm';

/** A forecast rises to its threshold or falls to it. */
const WAYS = ['>', '<'] as const;

interface ConditionFieldsProps {
  readonly form: UseFormReturnType<RuleFormValues>;
}

/** What has to be so, by the kind of the rule. */
export function ConditionFields({ form }: ConditionFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { kind } = form.values;
  if (kind === 'document') return <CodeField form={form} name="document" />;
  if (kind === 'burnRate') {
    return (
      <Group align="flex-end" gap="sm">
        <TextInput w={220} label={t('rules.objective')} description={t('rules.objectiveHint')} withAsterisk {...form.getInputProps('objective')} />
        <Select w={260} label={t('rules.pace.title')} description={t('rules.pace.hint')} allowDeselect={false} data={PACES.map((value) => ({ value, label: t(`rules.pace.${value}`) }))} {...form.getInputProps('pace')} />
      </Group>
    );
  }
  if (kind === 'recording') return <CodeField form={form} name="metric" />;
  return (
    <>
      <CodeField form={form} name="metric" />
      {kind === 'absent' ? <TextInput w={220} label={t('rules.silentFor')} description={t('rules.silentForHint')} {...form.getInputProps('silentFor')} /> : <Bound form={form} />}
    </>
  );
}

/** What is too much. */
function Bound({ form }: ConditionFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { kind, comparison, metric } = form.values;
  if (kind === 'anomaly') {
    return (
      <Group align="flex-end" gap="sm">
        <NumberInput w={220} min={1} max={100} suffix=" %" label={t('rules.probability')} description={t('rules.probabilityHint')} withAsterisk {...form.getInputProps('probability')} />
        <Select w={220} label={t('rules.direction.title')} allowDeselect={false} data={DIRECTIONS.map((value) => ({ value, label: t(`rules.direction.${value}`) }))} {...form.getInputProps('direction')} />
        <Recovery form={form} />
      </Group>
    );
  }
  return (
    <Group align="flex-end" gap="sm">
      <Select w={100} label={t('rules.comparison')} allowDeselect={false} data={[...(kind === 'forecast' ? WAYS : COMPARISONS)]} {...form.getInputProps('comparison')} />
      <NumberInput w={150} label={t('alert.threshold')} withAsterisk {...form.getInputProps('threshold')} />
      {kind === 'forecast' ? (
        <TextInput w={150} label={t('rules.within')} withAsterisk {...form.getInputProps('within')} />
      ) : (
        <ProposeThreshold metric={metric} lower={comparison.startsWith('<')} onThreshold={(threshold) => { form.setFieldValue('threshold', threshold); }} />
      )}
      <Recovery form={form} />
    </Group>
  );
}

/** Hysteresis: where an alert that fires ends, so that a value that hovers at its threshold is one alert. */
function Recovery({ form }: ConditionFieldsProps): ReactElement | null {
  const { t } = useTranslation();
  if (!shownFields(form.values).has('recovery')) return null;
  const { kind, comparison } = form.values;
  const anomaly = kind === 'anomaly';
  const hint = t(`rules.recoveryHint.${anomaly ? 'anomaly' : comparison.startsWith('<') ? 'below' : 'above'}`);
  return <NumberInput w={450} maw="100%" label={t('rules.recovery')} description={hint} {...(anomaly ? { min: 1, max: 99, suffix: ' %' } : {})} {...form.getInputProps('recovery')} />;
}

function CodeField({ form, name }: ConditionFieldsProps & { readonly name: 'metric' | 'document' }): ReactElement {
  const { t } = useTranslation();
  const document = name === 'document';
  return (
    <Textarea
      label={t(`rules.${name}`)}
      description={t(`rules.${name}Hint`)}
      withAsterisk
      autosize
      minRows={document ? 10 : 1}
      maxRows={document ? 30 : 6}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      {...form.getInputProps(name)}
    />
  );
}
