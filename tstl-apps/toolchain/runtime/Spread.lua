-- What is spread into the arguments of a call or into a list.
local function __TS__Spread(iterable, isForList)
    local list, count = {}, 0
    for _, item in __TS__Iterator(iterable) do
        count = count + 1
        list[count] = isForList and __TS__Element(item) or item
    end
    return __TS__Unpack(list, 1, count)
end
