import { ActionIcon, Button, Group, Input, MultiSelect, NumberInput, Paper, SimpleGrid, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm, type GetInputPropsReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../api/channels';
import { useSaveEscalation, type Escalation, type Policy } from '../../api/escalation';
import { FormModal } from '../../components/FormModal';
import { MatcherEditor } from '../../components/MatcherEditor';
import { SendingForm } from '../../components/SendingForm';
import { unnamedErrors } from '../../lib/matchers';
import { EMPTY_STEP, policyPath, policyValues, toPolicy, validatePolicy, type PolicyFormValues } from './policyValues';

interface PolicyFormProps {
  /** The one that is changed; a new one without. */
  readonly policy: Policy | undefined;
  readonly escalation: Escalation | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Writes a policy: which alerts, and whom to tell one after the other. */
export function PolicyForm({ policy, escalation, opened, onClose }: PolicyFormProps): ReactElement {
  const { t } = useTranslation();
  const title = policy === undefined ? t('oncall.createPolicy') : t('oncall.editNamed', { name: policy.name });
  return (
    <FormModal opened={opened} onClose={onClose} title={title} size="xl">
      <Fields policy={policy} escalation={escalation} onClose={onClose} />
    </FormModal>
  );
}

function Fields({ policy, escalation, onClose }: Omit<PolicyFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveEscalation<Policy>('policies');
  const taken = policy === undefined ? (escalation?.policies.map(({ name }) => name) ?? []) : [];
  const form = useForm<PolicyFormValues>({
    initialValues: policyValues(policy),
    validate: (values) => ({
      ...unnamedErrors(values.matchers, t('matchers.nameMissing')),
      ...Object.fromEntries(Object.entries(validatePolicy(values, taken)).map(([field, problem]) => [field, t(`oncall.${problem}`)])),
    }),
  });
  const { steps } = form.values;
  return (
    <SendingForm form={form} saving={save} toInput={toPolicy} onSent={onClose} pathOf={policyPath} onCancel={onClose}>
      <TextInput label={t('oncall.name')} description={t('oncall.policyNameHint')} withAsterisk maxLength={100} disabled={policy !== undefined} data-autofocus {...form.getInputProps('name')} />
      <MatcherEditor form={form} label={t('oncall.for')} description={t('oncall.matchersHint')} />
      {steps.map((_, index) => (
        // Steps have no identity but their place.
        <Paper key={index} data-path={`steps.${String(index)}`} withBorder p="sm" role="group" aria-label={t('oncall.step', { number: index + 1 })}>
          <Group justify="space-between" mb={6}>
            <Text size="sm" fw={600}>{t('oncall.step', { number: index + 1 })}</Text>
            <ActionIcon variant="subtle" color="gray" disabled={steps.length === 1} aria-label={t('oncall.removeStep', { number: index + 1 })} onClick={() => { form.removeListItem('steps', index); }}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
          <Input.Error>{form.errors[`steps.${String(index)}`]}</Input.Error>
          <StepFields inputProps={(path) => form.getInputProps(path)} index={index} escalation={escalation} />
        </Paper>
      ))}
      <Group justify="space-between" align="flex-end">
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={steps.length >= 20} onClick={() => { form.insertListItem('steps', EMPTY_STEP); }}>
          {t('oncall.addStep')}
        </Button>
        <NumberInput w={200} label={t('oncall.repeat')} min={0} max={10} allowDecimal={false} {...form.getInputProps('repeat')} />
      </Group>
    </SendingForm>
  );
}

interface StepFieldsProps {
  readonly inputProps: (path: string) => GetInputPropsReturnType;
  readonly index: number;
  readonly escalation: Escalation | undefined;
}

function StepFields({ inputProps, index, escalation }: StepFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const step = `steps.${String(index)}`;
  const ways = [...new Set(escalation?.people.flatMap((person) => Object.keys(person.ways)))];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      <NumberInput label={t('oncall.wait')} description={t(index === 0 ? 'oncall.waitFirst' : 'oncall.waitNext')} min={0} max={10_080} allowDecimal={false} suffix=" min" {...inputProps(`${step}.waitMinutes`)} />
      <MultiSelect label={t('oncall.schedules')} description={t('oncall.schedulesHint')} data={escalation?.schedules.map(({ name }) => name) ?? []} {...inputProps(`${step}.schedules`)} />
      <MultiSelect label={t('oncall.people')} searchable data={escalation?.people.map(({ name }) => name) ?? []} {...inputProps(`${step}.people`)} />
      <TagsInput label={t('oncall.over')} placeholder={t('oncall.allWays')} data={ways} {...inputProps(`${step}.over`)} />
      <MultiSelect label={t('oncall.channels')} data={channels?.filter(({ enabled }) => enabled).map(({ name }) => name) ?? []} {...inputProps(`${step}.channels`)} />
    </SimpleGrid>
  );
}
