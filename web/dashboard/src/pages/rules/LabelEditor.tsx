import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelRow } from './labelRows';

interface LabelEditorProps {
  readonly rows: readonly LabelRow[];
  readonly onChange: (rows: readonly LabelRow[]) => void;
  readonly error: ReactNode;
}

/** Labels of a rule, a name and a value in a row. */
export function LabelEditor({ rows, onChange, error }: LabelEditorProps): ReactElement {
  const { t } = useTranslation();
  const replace = (index: number, row: LabelRow): void => { onChange(rows.map((one, at) => (at === index ? row : one))); };
  return (
    <Input.Wrapper label={t('rules.labels.title')} description={t('rules.labels.hint')} error={error} labelElement="div" data-path="labels">
      <Stack gap={6} mt={6} mb={error === undefined ? 0 : 6}>
        {rows.map((row, index) => (
          // Rows have no identity but their place.
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <TextInput style={{ flex: '2 1 0' }} placeholder={t('matchers.name')} aria-label={t('matchers.nameOf', { number: index + 1 })} value={row.name} onChange={(event) => { replace(index, { ...row, name: event.currentTarget.value }); }} />
            <TextInput style={{ flex: '3 1 0' }} placeholder={t('matchers.value')} aria-label={t('matchers.valueOf', { number: index + 1 })} value={row.value} onChange={(event) => { replace(index, { ...row, value: event.currentTarget.value }); }} />
            <ActionIcon mt={4} variant="subtle" color="gray" aria-label={t('rules.labels.removeOf', { number: index + 1 })} onClick={() => { onChange(rows.filter((_, at) => at !== index)); }}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={() => { onChange([...rows, { name: '', value: '' }]); }}>
          {t('rules.labels.add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
