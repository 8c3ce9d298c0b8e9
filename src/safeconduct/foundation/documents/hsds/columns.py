"""The tables of HSDS 3.0 and their columns, in the order in which a package writes them."""

from collections.abc import Mapping

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "organizations": "id name alternate_name description email website tax_status tax_id year_incorporated"
        " legal_status logo uri parent_organization_id",
        "programs": "id organization_id name alternate_name description",
        "services": "id organization_id program_id name alternate_name description url email status"
        " interpretation_services application_process fees_description wait_time fees accreditations"
        " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified",
        "service_areas": "id service_id name description extent extent_type uri",
        "service_at_location": "id service_id location_id description",
        "locations": "id location_type url organization_id name alternate_name description transportation latitude"
        " longitude external_identifier external_identifier_type",
        "phones": "id location_id service_id organization_id contact_id service_at_location_id number extension type"
        " description",
        "contacts": "id organization_id service_id service_at_location_id location_id name title department email",
        "addresses": "id location_id attention address_1 address_2 city region state_province postal_code country"
        " address_type",
        "schedules": "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until"
        " count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
        " attending_type notes",
        "funding": "id organization_id service_id source",
        "required_documents": "id service_id document uri",
        "cost_options": "id service_id valid_from valid_to option currency amount amount_description",
        "languages": "id service_id location_id phone_id name code note",
        "accessibility": "id location_id description details url",
        "organization_identifiers": "id organization_id identifier_scheme identifier_type identifier",
        "attributes": "id link_id taxonomy_term_id link_type link_entity value",
        "taxonomies": "id name description uri version",
        "taxonomy_terms": "id code name description parent_id taxonomy language taxonomy_id term_uri",
        "metadata": "id resource_id resource_type last_action_date last_action_type field_name previous_value"
        " replacement_value updated_by",
        "meta_table_descriptions": "id name language character_set",
    }.items()
}
NUMBERS = frozenset(
    {
        "year_incorporated", "minimum_age", "maximum_age", "latitude", "longitude", "extension", "timezone", "count",
        "interval", "amount",
    }
)  # fmt: skip
