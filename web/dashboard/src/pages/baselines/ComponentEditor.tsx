import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../api/baselines';
import { EMPTY_COMPONENT, type BaselineFormValues } from './baselineForm';

const MOST_COMPONENTS = 20;

/** Which figures are measured and compared, where the usual ones are not enough. */
export function ComponentEditor({ form }: { readonly form: UseFormReturnType<BaselineFormValues> }): ReactElement {
  const { t } = useTranslation();
  const { components } = form.values;
  return (
    <Fieldset legend={t('baselines.components')}>
      <Text size="sm" c="dimmed">{t('baselines.componentsHint')}</Text>
      {components.map((component, index) => {
        const number = index + 1;
        const field = (name: keyof typeof component): object => form.getInputProps(`components.${String(index)}.${name}`);
        return (
          // Rows are told apart by nothing but their place.
          <Fieldset key={index} mt="sm" legend={t('baselines.componentNumber', { number })}>
            <TextInput label={t('baselines.name')} {...field('name')} />
            <TextInput label="PromQL" mt="xs" styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} description={t('baselines.queryHint')} {...field('query')} />
            <SimpleGrid cols={2} mt="xs">
              <TextInput label={t('baselines.unit')} maxLength={20} {...field('unit')} />
              <Select label={t('baselines.better')} allowDeselect={false} data={(['lower', 'higher'] as const).map((value) => ({ value, label: t(`baselines.betterWays.${value}`) }))} {...field('better')} />
              <Select label={t('baselines.role')} allowDeselect={false} data={ROLES.map((value) => ({ value, label: t(`baselines.roles.${value}`) }))} {...field('role')} />
              <NumberInput label={t('baselines.target')} suffix="%" {...field('target')} />
            </SimpleGrid>
            <Group justify="flex-end" mt="xs">
              <ActionIcon variant="default" aria-label={t('baselines.removeComponent', { number })} onClick={() => { form.removeListItem('components', index); }}>
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          </Fieldset>
        );
      })}
      {typeof form.errors['components'] === 'string' && <Text size="sm" c="var(--state-critical)" mt="xs" role="alert">{form.errors['components']}</Text>}
      <Button mt="sm" size="xs" variant="default" leftSection={<IconPlus size={14} />} disabled={components.length >= MOST_COMPONENTS} onClick={() => { form.insertListItem('components', EMPTY_COMPONENT); }}>
        {t('baselines.addComponent')}
      </Button>
    </Fieldset>
  );
}
