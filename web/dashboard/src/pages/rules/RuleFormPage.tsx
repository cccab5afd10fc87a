import { Alert as Box, Anchor, Breadcrumbs, Button, Group, List, Select, SimpleGrid, Skeleton, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleCheck, useRulesInForce, useSaveRule, useStoredRules, type RuleDraft, type StoredRule } from '../../api/rules';
import { Failure, Notice, Remark } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { useSending } from '../../components/useSending';
import { placeErrors, type PlacedErrors } from '../../lib/fieldErrors';
import { SEVERITIES } from '../../lib/urlState';
import { BacktestPanel } from './BacktestPanel';
import { ConditionFields } from './ConditionFields';
import { missingFields, rulePath, shownFields } from './ruleFields';
import { completeDraft, NEW_RULE, RULE_KINDS, toDocument, toDraft, toFormValues, withThreshold, type RuleFormKind, type RuleFormValues } from './ruleForm';
import { draftOf, findRule } from './ruleCopy';
import { MoreFields } from './MoreFields';
import { RuleVersions } from './RuleVersions';

type RuleForm = UseFormReturnType<RuleFormValues>;

// Long enough not to ask at every key.
const TYPING_MS = 400;

/** Writes a new rule, or changes the one in the address. */
export function RuleFormPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const stored = useStoredRules();
  const { copy } = useSearch({ strict: false });
  if (id === undefined) return copy === undefined ? <RuleEditor /> : <RuleCopy />;
  if (stored.isError) return <Failure error={stored.error} onRetry={() => void stored.refetch()} />;
  if (stored.isPending) return <Skeleton height={300} aria-label={t('loading')} />;
  const rule = stored.data.find((one) => one.id === id);
  if (rule === undefined) return <Notice title={t('rules.gone')}>{t('rules.goneText')}</Notice>;
  return <RuleEditor key={rule.id} stored={rule} />;
}

/** A new rule that begins as one in force. */
function RuleCopy(): ReactElement {
  const { t } = useTranslation();
  const search = useSearch({ strict: false });
  const inForce = useRulesInForce();
  if (inForce.isError) return <Failure error={inForce.error} onRetry={() => void inForce.refetch()} />;
  if (inForce.isPending) return <Skeleton height={300} aria-label={t('loading')} />;
  const found = findRule(inForce.data.groups, search);
  return found === undefined ? <Notice title={t('rules.gone')}>{t('rules.goneText')}</Notice> : <RuleEditor copied={draftOf(found.group, found.rule)} />;
}

interface RuleEditorProps {
  readonly stored?: StoredRule;
  /** What a new one begins as. */
  readonly copied?: RuleDraft;
}

function RuleEditor({ stored, copied }: RuleEditorProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveRule();
  const before = stored?.draft ?? copied;
  const raw = useForm<RuleFormValues>({
    initialValues: initialValuesOf(before),
    validate: (values) => Object.fromEntries(missingFields(values).map((field) => [field, t(field === 'document' ? 'rules.documentInvalid' : field === 'labels' ? 'rules.labels.wrong' : 'rules.missing')])),
  });
  const said = useCheck(raw.values, before);
  const form = withErrors(raw, said.beside);
  const { ref, onSubmit, error } = useSending({
    form,
    saving: save,
    toInput: (values) => ({ stored, draft: completeDraft(values, before) }),
    onSent: () => void navigate({ to: '/alerts/rules' }),
    pathOf: rulePath,
  });
  const draft = useMemo(() => toDraft(form.values, before), [form.values, before]);
  const title = t(stored === undefined ? 'rules.create' : 'rules.edit');
  const { kind } = form.values;
  const incomplete = t(kind === 'document' ? 'rules.documentInvalid' : `rules.incomplete.${kind}`);
  const choose = (next: RuleFormKind): void => {
    if (next === 'document') form.setFieldValue('document', toDocument(draft ?? { name: form.values.name, metric: form.values.metric }));
    if (next === 'forecast') form.setFieldValue('comparison', form.values.comparison.startsWith('<') ? '<' : '>');
    form.setFieldValue('kind', next);
  };
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/alerts/rules" {...props} />}>
          {t('rules.title')}
        </Anchor>
        <Text size="sm">{title}</Text>
      </Breadcrumbs>
      <PageHeader title={title} lead={t('rules.formLead')} />
      {copied !== undefined && <Remark>{t('rules.copyText')}</Remark>}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Panel>
          <form ref={ref} onSubmit={onSubmit} noValidate>
            <Stack gap="sm">
              <Select
                label={t('rules.kind.title')}
                description={t(`rules.kindHint.${kind}`)}
                allowDeselect={false}
                data={RULE_KINDS.map((value) => ({ value, label: t(`rules.kind.${value}`) }))}
                value={kind}
                onChange={(value) => { choose(RULE_KINDS.find((known) => known === value) ?? 'threshold'); }}
              />
              {kind !== 'document' && <TextInput label={t('rules.name')} withAsterisk placeholder={kind === 'recording' ? 'job:queue_length:sum' : 'QueueLong'} {...form.getInputProps('name')} />}
              <ConditionFields form={form} />
              {kind !== 'document' && kind !== 'recording' && <ShortFields form={form} />}
              <MoreFields form={form} />
              <Switch label={t('rules.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
              {draft === null && kind !== 'document' && <Text size="sm" c="dimmed">{incomplete}</Text>}
              {draft !== null && said.rest.length > 0 && <Wrong texts={said.rest} />}
              {error !== null && <Failure error={error} />}
              <Group justify="flex-end">
                <Button variant="default" renderRoot={(props) => <Link to="/alerts/rules" {...props} />}>
                  {t('cancel')}
                </Button>
                <RoleGate needs="operator">
                  <Button type="submit" loading={save.isPending}>
                    {t('save')}
                  </Button>
                </RoleGate>
              </Group>
            </Stack>
          </form>
        </Panel>
        <Stack gap="md">
          {kind !== 'recording' && <BacktestPanel draft={draft} incomplete={incomplete} onThreshold={(tested) => { form.setValues(withThreshold(form.values, tested)); }} />}
          {stored !== undefined && <RuleVersions rule={stored} onTake={(version) => { form.setValues(toFormValues(version)); }} />}
        </Stack>
      </SimpleGrid>
    </>
  );
}

function initialValuesOf(draft: RuleDraft | undefined): RuleFormValues {
  return draft === undefined ? NEW_RULE : toFormValues(draft);
}

/** What a rule of a file says in its document. */
function ShortFields({ form }: { readonly form: RuleForm }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Group align="flex-end" gap="sm">
        <TextInput w={220} label={t('rules.for')} description={t('rules.forHint')} {...form.getInputProps('for')} />
        <Select
          w={220}
          label={t('alerts.severity')}
          description={t('rules.severityHint')}
          allowDeselect={false}
          data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          {...form.getInputProps('severity')}
        />
      </Group>
      <TextInput label={t('rules.summary')} description={t('rules.summaryHint', { value: '{{ $value }}', label: '{{ $labels.instance }}' })} {...form.getInputProps('summary')} />
      <Textarea label={t('rules.recommendation')} description={t('rules.recommendationHint')} autosize minRows={2} maxRows={6} {...form.getInputProps('recommendation')} />
      <TextInput label={t('rules.runbook')} description={t('rules.runbookHint')} type="url" placeholder="https://wiki.example.com/queue-long" {...form.getInputProps('runbookUrl')} />
    </>
  );
}

/** What the server says of the rule while it is being written, by the form's fields. */
function useCheck(values: RuleFormValues, before: RuleDraft | undefined): PlacedErrors {
  const [settled] = useDebouncedValue(values, TYPING_MS);
  const draft = toDraft(settled, before);
  const { data } = useRuleCheck(draft ?? {}, draft !== null);
  const shown = shownFields(values);
  return placeErrors(draft === null ? {} : (data?.errors ?? {}), (path) => shown.has(path), rulePath);
}

/** The form with what the server says of fields that nothing else is wrong with. */
function withErrors(form: RuleForm, beside: PlacedErrors['beside']): RuleForm {
  return {
    ...form,
    getInputProps: (path, options) => {
      const props = form.getInputProps(path, options);
      return { ...props, error: (props.error as ReactNode) ?? beside[path] };
    },
  };
}

/** What is of no field of the form. */
function Wrong({ texts }: { readonly texts: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Box color="var(--state-critical)" variant="outline" title={t('rules.wrong')} role="alert">
      <List size="sm">
        {texts.map((text) => <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>{text}</List.Item>)}
      </List>
    </Box>
  );
}
