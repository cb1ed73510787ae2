local function __TS__PromiseRace(list)
    return __TS__New(__TS__Promise, function(_, resolve, reject)
        for i = 1, #list do
            local promise = __TS__Promise.resolve(list[i])
            promise["then"](promise, resolve, reject)
        end
    end)
end
