import type { TFunction } from 'i18next';
import { belongsToRule } from '../lib/ownedByRule';
import { DefinitionMenu } from './DefinitionMenu';
import type { Column } from './table/column';

interface Actions<Definition> {
  readonly onEdit: (definition: Definition) => void;
  readonly onDelete: (name: string) => Promise<unknown>;
  /** What is asked before one is deleted. */
  readonly question: (name: string) => { readonly title: string; readonly text: string };
}

/** The last column of a list of definitions: what can be done with each; what belongs to a rule only has a chart. */
export function definitionActions<Definition extends { readonly name: string; readonly query: string }>(
  t: TFunction,
  { onEdit, onDelete, question }: Actions<Definition>,
): Column<{ readonly definition: Definition }> {
  return {
    key: 'actions',
    title: t('actions'),
    silent: true,
    align: 'right',
    width: 50,
    cell: ({ definition }) => (
      <DefinitionMenu
        name={definition.name}
        query={definition.query}
        isOwned={belongsToRule(definition.name)}
        onEdit={() => { onEdit(definition); }}
        question={question(definition.name)}
        onDelete={async () => { await onDelete(definition.name); }}
      />
    ),
  };
}
