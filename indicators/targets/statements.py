"""How targets leave a tenant: as one JSON object by indicator, read from what is in force.

`total`, `women`, `men` and `invented` are those of the final target of all the indicator's people;
`rows` are all that is set, with the subset and the period of each.
"""

_CELLS = """jsonb_build_object('total', t.total_count, 'women', t.women_count,
      'men', t.men_count, 'invented', t.invented)"""

_PROMISED = """
coalesce((
  select jsonb_object_agg(of_code.code, of_code.promised) from (
    select t.definition_code as code,
      coalesce(jsonb_agg({cells}) filter (where t.period_id is null and t.subset = '') -> 0,
        '{{"total": null, "women": null, "men": null, "invented": []}}')
      || jsonb_build_object('rows', jsonb_agg({cells} || jsonb_build_object(
        'subset', t.subset, 'period', t.period_name, 'from', t.starts_on, 'to', t.ends_on)
        order by t.starts_on nulls first, t.ends_on, t.subset)) as promised
    from target_in_force t
    where t.project_id is not distinct from {project}
      and coalesce(t.total_count, t.women_count, t.men_count) is not null
    group by t.definition_code) of_code), '{{}}')"""

# What project p promised.
OF_PROJECT = _PROMISED.format(cells=_CELLS, project="p.id")
_OF_UNIT = _PROMISED.format(cells=_CELLS, project="null::uuid")

# What the unit we are inside of set for itself, beside who it is.
UNIT_COLUMNS = "tenant_id, tenant_name, unit_code, targets"
UNIT = f"select %s::integer, %s::varchar, %s::varchar, {_OF_UNIT}"

ENTER_UNIT = f"""
insert into unit_targets ({UNIT_COLUMNS})
{UNIT}
on conflict (tenant_id) do update set
  tenant_name = excluded.tenant_name, unit_code = excluded.unit_code, targets = excluded.targets
where (unit_targets.tenant_name, unit_targets.unit_code, unit_targets.targets)
  is distinct from (excluded.tenant_name, excluded.unit_code, excluded.targets)"""
