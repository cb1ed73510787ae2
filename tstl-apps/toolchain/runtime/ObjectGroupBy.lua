local function __TS__ObjectGroupBy(items, keyOf)
    local groups = __TS__BareObject and __TS__BareObject() or {}
    local i = 0.0
    for _, item in __TS__Iterator(items) do
        local key = __TS__KeyText[keyOf(nil, item, i)]
        i = i + 1
        local group = groups[key]
        if group == nil then
            group = {}
            groups[key] = group
        end
        group[#group + 1] = item
    end
    return groups
end
