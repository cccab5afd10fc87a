import { ActionIcon, Autocomplete, Button, Group, Input, Select, Stack } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlerts, type Alert } from '../api/alerts';
import { matcher, OPERATORS, operatorOf, type Matcher } from '../lib/matchers';

/** The part of a form that has matchers. */
interface MatcherForm {
  readonly values: { readonly matchers: readonly Matcher[] };
  readonly errors: FormErrors;
  readonly setFieldValue: (field: 'matchers', matchers: readonly Matcher[]) => void;
  readonly setErrors: (change: (errors: FormErrors) => FormErrors) => void;
}

interface MatcherEditorProps {
  readonly label: string;
  readonly description: string;
  readonly form: MatcherForm;
}

/** Conditions on labels, with what open alerts carry as suggestions. */
export function MatcherEditor({ label, description, form: { values: { matchers }, errors, setFieldValue, setErrors } }: MatcherEditorProps): ReactElement {
  const { t } = useTranslation();
  const { data: alerts } = useAlerts('active');
  const known = useMemo(() => labelValues(alerts ?? []), [alerts]);
  const { matchers: error } = errors;
  const change = (changed: readonly Matcher[]): void => {
    setFieldValue('matchers', changed);
    // Rows may have moved; what was said of one is said of another no more.
    setErrors((current) => Object.fromEntries(Object.entries(current).filter(([path]) => !path.startsWith('matchers.'))));
  };
  const replace = (index: number, changed: Matcher): void => { change(matchers.map((one, at) => (at === index ? changed : one))); };
  const field = (index: number, name: 'name' | 'value'): { error: ReactNode; 'data-path': string } => {
    const path = `matchers.${String(index)}.${name}`;
    return { error: errors[path], 'data-path': path };
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div" data-path="matchers">
      <Stack gap={6} mt={6} mb={error === undefined ? 0 : 6}>
        {matchers.map((one, index) => (
          // Rows have no identity but their place.
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <Autocomplete
              style={{ flex: '2 1 0' }}
              placeholder={t('matchers.name')}
              aria-label={t('matchers.nameOf', { number: index + 1 })}
              data={[...known.keys()]}
              value={one.name}
              onChange={(name) => { replace(index, { ...one, name: name.trim() }); }}
              {...field(index, 'name')}
            />
            <Select
              w={72}
              allowDeselect={false}
              aria-label={t('matchers.operatorOf', { number: index + 1 })}
              data={[...OPERATORS]}
              value={operatorOf(one)}
              onChange={(operator) => { replace(index, matcher(one.name, operator ?? '=', one.value)); }}
            />
            <Autocomplete
              style={{ flex: '3 1 0' }}
              placeholder={t('matchers.value')}
              aria-label={t('matchers.valueOf', { number: index + 1 })}
              data={[...(known.get(one.name) ?? [])]}
              value={one.value}
              onChange={(value) => { replace(index, { ...one, value }); }}
              {...field(index, 'value')}
            />
            <ActionIcon
              mt={4}
              variant="subtle"
              color="gray"
              aria-label={t('matchers.removeOf', { number: index + 1 })}
              onClick={() => { change(matchers.filter((_, at) => at !== index)); }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => { change([...matchers, matcher('', '=', '')]); }}
        >
          {t('matchers.add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function labelValues(alerts: readonly Alert[]): ReadonlyMap<string, ReadonlySet<string>> {
  const values = new Map<string, Set<string>>();
  for (const { labels } of alerts) {
    for (const [name, value] of Object.entries(labels)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return values;
}
