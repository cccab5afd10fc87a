import { Button, Collapse, Fieldset, Group, NumberInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES } from '../../lib/urlState';
import { LabelEditor } from './LabelEditor';
import { shownFields } from './ruleFields';
import type { RuleFormValues } from './ruleForm';
import { countSettings, NO_SETTINGS, OWN } from './ruleSettings';

interface MoreFieldsProps {
  readonly form: UseFormReturnType<RuleFormValues>;
}

/** What most rules do without, folded away; open where something of it is wrong. */
export function MoreFields({ form }: MoreFieldsProps): ReactElement {
  const { t } = useTranslation();
  const shown = shownFields(form.values);
  const count = countSettings(form.values, (field) => shown.has(field));
  const [opened, { toggle }] = useDisclosure(count > 0);
  const isWrong = Object.keys(NO_SETTINGS).some((field) => shown.has(field) && Boolean(form.getInputProps(field).error));
  const expanded = opened || isWrong;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={toggle}
        aria-expanded={expanded}
        rightSection={<IconChevronDown size={14} style={{ transform: expanded ? 'rotate(180deg)' : undefined }} />}
        style={{ alignSelf: 'flex-start' }}
      >
        {count === 0 ? t('rules.more') : t('rules.moreSet', { count })}
      </Button>
      <Collapse expanded={expanded}>
        <Stack gap="sm">
          {shown.has('labels') && <LabelEditor rows={form.values.labels} onChange={(labels) => { form.setFieldValue('labels', labels); }} error={form.errors['labels']} />}
          <Group align="flex-end" gap="sm">
            <TextInput w={220} label={t('rules.interval')} description={t('rules.intervalHint')} {...form.getInputProps('interval')} />
            {shown.has('keepFiringFor') && <TextInput w={220} label={t('rules.keepFiringFor')} description={t('rules.keepFiringForHint')} {...form.getInputProps('keepFiringFor')} />}
          </Group>
          {shown.has('keepFiringWhile') && (
            <Textarea
              label={t('rules.keepFiringWhile')}
              description={t('rules.keepFiringWhileHint')}
              autosize
              minRows={1}
              maxRows={6}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              {...form.getInputProps('keepFiringWhile')}
            />
          )}
          {shown.has('flapStarts') && <Flapping form={form} />}
          {shown.has('approachingThreshold') && <Approaching form={form} />}
          {shown.has('noData') && <Trouble form={form} state="noData" />}
          {shown.has('error') && <Trouble form={form} state="error" />}
        </Stack>
      </Collapse>
    </>
  );
}

function Flapping({ form }: MoreFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('rules.flapping.title')}>
      <Group align="flex-end" gap="sm">
        <NumberInput w={200} min={2} max={100} allowDecimal={false} label={t('rules.flapping.starts')} description={t('rules.flapping.startsHint')} {...form.getInputProps('flapStarts')} />
        <TextInput w={150} label={t('rules.within')} {...form.getInputProps('flapWithin')} />
      </Group>
    </Fieldset>
  );
}

function Approaching({ form }: MoreFieldsProps): ReactElement {
  const { t } = useTranslation();
  const percent = form.values.kind === 'anomaly' ? { min: 1, max: 99, suffix: ' %' } : {};
  return (
    <Fieldset legend={t('rules.approaching.title')}>
      <Group align="flex-end" gap="sm">
        <NumberInput w={200} label={t('rules.approaching.threshold')} description={t('rules.approaching.hint')} {...percent} {...form.getInputProps('approachingThreshold')} />
        <NumberInput w={200} label={t('rules.recovery')} description={t('rules.approaching.recoveryHint')} {...percent} {...form.getInputProps('approachingRecovery')} />
        <TextInput w={150} label={t('rules.for')} description={t('rules.sameFor')} {...form.getInputProps('approachingFor')} />
        <Severity form={form} field="approachingSeverity" />
      </Group>
    </Fieldset>
  );
}

/** An alert where nobody can know whether the rule should fire. */
function Trouble({ form, state }: MoreFieldsProps & { readonly state: 'noData' | 'error' }): ReactElement {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t(`rules.${state}.title`)}>
      <Stack gap="sm">
        <Switch label={t(`rules.${state}.tell`)} {...form.getInputProps(state, { type: 'checkbox' })} />
        {form.values[state] && (
          <Group align="flex-end" gap="sm">
            <TextInput w={200} label={t('rules.for')} description={t('rules.sameFor')} {...form.getInputProps(`${state}For`)} />
            <Severity form={form} field={`${state}Severity`} />
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

function Severity({ form, field }: MoreFieldsProps & { readonly field: 'approachingSeverity' | 'noDataSeverity' | 'errorSeverity' }): ReactElement {
  const { t } = useTranslation();
  const own = field === 'noDataSeverity' ? [{ value: OWN, label: t('rules.ownSeverity') }] : [];
  return <Select w={170} label={t('alerts.severity')} allowDeselect={false} data={[...own, ...SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))]} {...form.getInputProps(field)} />;
}
